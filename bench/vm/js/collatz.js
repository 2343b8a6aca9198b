// The same work as ../collatz.lm
function main(){ let best=0,bi=0,i=1; while(i<150000){ let n=i,c=0; while(n!==1){ if(n%2===0)n=n/2; else n=3*n+1; c=c+1; } if(c>best){best=c;bi=i;} i=i+1; } console.log(bi+" "+best); }
main();
