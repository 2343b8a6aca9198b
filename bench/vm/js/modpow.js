// The same work as ../modpow.lm
function mp(b,e,m){ let r=1n; b=b%m; while(e>0n){ if(e%2n===1n)r=r*b%m; b=b*b%m; e=e/2n; } return r; }
function main(){ let s=0n,i=1n; while(i<=300000n){ s=(s+mp(i,1000000005n,1000000007n))%1000000007n; i=i+1n; } console.log(String(s)); }
main();
