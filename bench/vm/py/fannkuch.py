# The same work as ../fannkuch.lm
def main():
    n = 9; p=list(range(n)); q=list(range(n)); s=list(range(n)); sign=1; maxf=0; sm=0
    while True:
        q0 = p[0]
        if q0 != 0:
            i = 1
            while i < n: q[i] = p[i]; i = i + 1
            fl = 1
            while True:
                qq = q[q0]
                if qq == 0:
                    sm = sm + sign*fl
                    if fl > maxf: maxf = fl
                    break
                q[q0] = q0
                if q0 >= 3:
                    i = 1; j = q0-1
                    while i < j: t = q[i]; q[i] = q[j]; q[j] = t; i = i + 1; j = j - 1
                q0 = qq; fl = fl + 1
        if sign == 1:
            t = p[0]; p[0] = p[1]; p[1] = t; sign = -1
        else:
            t = p[1]; p[1] = p[2]; p[2] = t; sign = 1
            i = 2
            while True:
                sx = s[i]
                if sx != 0: s[i] = sx-1; break
                if i == n-1: print(sm, maxf); return
                s[i] = i
                t = p[0]; j = 0
                while j <= i: p[j] = p[j+1]; j = j + 1
                i = i + 1; p[i] = t
main()
