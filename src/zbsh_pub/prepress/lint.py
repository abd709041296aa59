"""stub"""
def check_for_print(issue, recipes): return []
