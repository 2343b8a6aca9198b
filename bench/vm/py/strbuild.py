# The same work as ../strbuild.lm
def main():
    tot = 0; i = 0
    while i < 4000:
        s = ""; j = 0
        while j < 100: s = s + str(i+j) + ","; j = j + 1
        tot = tot + len(s); i = i + 1
    print(tot)
main()
