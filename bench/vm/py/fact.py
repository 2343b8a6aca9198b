# The same work as ../fact.lm
def main():
    s = 0; r = 0
    while r < 20:
        f = 1; i = 2
        while i <= 13000: f = f*i; i = i + 1
        s = s + f%1000000000000000003%1000003; r = r + 1
    print(s)
main()
