// The same work as ../intsum.lm
function main(){ let n=30000000,i=0,s=0; while(i<n){ s=s+i; i=i+1; } console.log(s); }
main();
