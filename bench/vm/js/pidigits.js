// The same work as ../pidigits.lm
function main(){ let n=5500,q=1n,r=0n,t=1n,k=1n,i=0,sm=0; while(i<n){ let k2=2n*k+1n; r=(2n*q+r)*k2; t=t*k2; q=q*k; k=k+1n; if(r>=q){ let x=3n*q+r,d=x/t,u=x-d*t+q; if(t>u){ sm=(sm*10+Number(d))%1000003; i=i+1; r=(r-t*d)*10n; q=q*10n; } } } console.log(sm); }
main();
