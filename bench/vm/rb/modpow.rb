# The same work as ../modpow.lm
def mp(b,e,m) r=1; b=b%m; while e>0; r=r*b%m if e%2==1; b=b*b%m; e=e/2; end; r end
def main; s=0; i=1; while i<=300000; s=(s+mp(i,1000000005,1000000007))%1000000007; i=i+1; end; puts s; end
main
