// The same work as ../fact.lm
function main(){ let s=0,r=0; while(r<20){ let f=1n,i=2; while(i<=13000){ f=f*BigInt(i); i=i+1; } s=s+Number(f%1000000000000000003n%1000003n); r=r+1; } console.log(s); }
main();
