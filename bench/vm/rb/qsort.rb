# The same work as ../qsort.lm
def qs(a,lo,hi) while lo<hi; p=a[lo+(hi-lo)/2]; i=lo; j=hi
 while i<=j; while a[i]<p; i=i+1; end; while a[j]>p; j=j-1; end
  if i<=j; t=a[i]; a[i]=a[j]; a[j]=t; i=i+1; j=j-1; end; end
 qs(a,lo,j) if lo<j; lo=i; end end
def main; n=500000; x=42; a=[]; i=0; while i<n; x=(x*1103+12345)%2147483; a.push(x); i=i+1; end; qs(a,0,n-1); s=0; i=0; while i<n; s=(s*3+a[i])%1000003; i=i+1; end; puts s; end
main
