# The same work as ../closures.lm
def map_(a,f):
    r = []; i = 0; n = len(a)
    while i < n: r.append(f(a[i])); i = i + 1
    return r
def filter_(a,f):
    r = []; i = 0; n = len(a)
    while i < n:
        x = a[i]
        if f(x): r.append(x)
        i = i + 1
    return r
def main():
    n = 1000; tot = 0; a = list(range(n)); r = 0
    while r < 3000:
        k = r
        b = map_(a, lambda x: x+k)
        c = filter_(b, lambda x: x%3 != 0)
        s = 0; i = 0; m = len(c)
        while i < m: s = s + c[i]; i = i + 1
        tot = (tot+s)%1000007; r = r + 1
    print(tot)
main()
