# The same work as ../sieve.lm
def main():
    n = 3000000; c = 0; a = []
    i = 0
    while i <= n:
        a.append(True); i = i + 1
    i = 2
    while i <= n:
        if a[i]:
            c = c + 1; j = i + i
            while j <= n:
                a[j] = False; j = j + i
        i = i + 1
    print(c)
main()
