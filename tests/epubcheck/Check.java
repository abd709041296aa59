// EPUBCheck for as many books as are asked for, in one JVM: the first takes seconds, each further one a fraction of one.
//
// Reads a file name a line until its input ends. Answers each with a line "EXIT-CODE BYTES ERROR-BYTES", and then what the
// command line `epubcheck FILE --json - -u -q` writes to its output and to its error output, so many bytes.
//
// It works with every EPUBCheck from 4.2 on: the class path says with which.

import com.adobe.epubcheck.tool.EpubChecker;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

public final class Check {
    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = System.out;
        for (String file = in.readLine(); file != null; file = in.readLine()) {
            ByteArrayOutputStream report = new ByteArrayOutputStream();
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            int code = check(file, report, errors);
            out.print(code + " " + report.size() + " " + errors.size() + "\n");
            out.write(report.toByteArray());
            out.write(errors.toByteArray());
            out.flush();
        }
    }

    /** The checker writes to the streams of the whole JVM, so they are put in place for one book. */
    private static int check(String file, ByteArrayOutputStream report, ByteArrayOutputStream errors) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream to = new PrintStream(report, false, "UTF-8");
                PrintStream bad = new PrintStream(errors, false, "UTF-8")) {
            System.setOut(to);
            System.setErr(bad);
            return new EpubChecker().run(new String[] {file, "--json", "-", "-u", "-q"});
        } catch (RuntimeException | LinkageError error) {
            errors.write(String.valueOf(error).getBytes(StandardCharsets.UTF_8));
            return 1;
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
