// The same work as ../strbuild.lm
function main(){ let tot=0,i=0; while(i<4000){ let s="",j=0; while(j<100){ s=s+String(i+j)+","; j=j+1; } tot=tot+s.length; i=i+1; } console.log(tot); }
main();
