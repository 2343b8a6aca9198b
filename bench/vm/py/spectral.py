# The same work as ../spectral.lm
from math import sqrt
def A(i,j): return 1.0/((i+j)*(i+j+1)/2.0+i+1)
def av(n,x,y):
    i = 0
    while i < n:
        s = 0.0; j = 0
        while j < n: s = s + A(i,j)*x[j]; j = j + 1
        y[i] = s; i = i + 1
def atv(n,x,y):
    i = 0
    while i < n:
        s = 0.0; j = 0
        while j < n: s = s + A(j,i)*x[j]; j = j + 1
        y[i] = s; i = i + 1
def main():
    n = 300; u=[1.0]*n; v=[0.0]*n; t=[0.0]*n
    for k in range(10): av(n,u,t); atv(n,t,v); av(n,v,t); atv(n,t,u)
    a = b = 0.0
    for i in range(n): a += u[i]*v[i]; b += v[i]*v[i]
    print("%.9f" % sqrt(a/b))
main()
