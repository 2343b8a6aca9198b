// The same work as ../nested.lm
function main(){ let n=250,s=0,i=0; while(i<n){ let j=0; while(j<n){ let k=0; while(k<n){ s=s+(i*j+k)%7; k=k+1; } j=j+1; } i=i+1; } console.log(s); }
main();
