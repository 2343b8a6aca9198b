// The same work as ../bintrees.lm
function mk(d){ return d>0? {l:mk(d-1),r:mk(d-1)} : {l:null,r:null}; }
function ck(n){ return n.l!==null? 1+ck(n.l)+ck(n.r) : 1; }
function main(){ let mx=14,ll=mk(mx),d=4; while(d<=mx){ let it=Math.pow(2,mx-d+4),c=0,i=0; while(i<it){ c=c+ck(mk(d)); i=i+1; } console.log(it+" "+d+" "+c); d=d+2; } console.log(ck(ll)); }
main();
