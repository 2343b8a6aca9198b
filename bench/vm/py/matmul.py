# The same work as ../matmul.lm
def mk(n): return [[(i*n+j)%17*0.5 for j in range(n)] for i in range(n)]
def main():
    n = 200; a=mk(n); b=mk(n); c=mk(n); i = 0
    while i < n:
        j = 0
        while j < n:
            s = 0.0; k = 0
            while k < n: s = s + a[i][k]*b[k][j]; k = k + 1
            c[i][j] = s; j = j + 1
        i = i + 1
    t = 0.0
    for i in range(n): t += c[i][i]
    print("%.1f" % t)
main()
