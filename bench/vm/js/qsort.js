// The same work as ../qsort.lm
function qs(a,lo,hi){ while(lo<hi){ let p=a[lo+(hi-lo-(hi-lo)%2)/2],i=lo,j=hi; while(i<=j){ while(a[i]<p)i=i+1; while(a[j]>p)j=j-1; if(i<=j){ let t=a[i];a[i]=a[j];a[j]=t;i=i+1;j=j-1; } } if(lo<j)qs(a,lo,j); lo=i; } }
function main(){ let n=500000,x=42,a=[],i=0; while(i<n){ x=(x*1103+12345)%2147483; a.push(x); i=i+1; } qs(a,0,n-1); let s=0; i=0; while(i<n){ s=(s*3+a[i])%1000003; i=i+1; } console.log(s); }
main();
