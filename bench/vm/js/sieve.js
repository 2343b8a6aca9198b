// The same work as ../sieve.lm
function main(){ let n=3000000,c=0,a=[],i=0; while(i<=n){ a.push(true); i=i+1; } i=2; while(i<=n){ if(a[i]){ c=c+1; let j=i+i; while(j<=n){ a[j]=false; j=j+i; } } i=i+1; } console.log(c); }
main();
