# The same work as ../strbuild.lm
def main; tot=0; i=0; while i<4000; s=""; j=0; while j<100; s=s+(i+j).to_s+","; j=j+1; end; tot=tot+s.length; i=i+1; end; puts tot; end
main
