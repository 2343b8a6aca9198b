"""Claims that a test script checks one by one, counted and reported alike."""
import sys

passed = failed = 0
LONGEST = 4000  # characters of what is shown of a failure


def check(claim, good, shown=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"FAILED: {claim}\n  {shown!r}"[:LONGEST])


def finish():
    """The last line of the script, and its exit status."""
    print(f"{passed} passed, {failed} failed")
    sys.exit(0 if failed == 0 else 1)
