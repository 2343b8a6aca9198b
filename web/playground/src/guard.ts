// Trusted Types: with the policy of the page, browsers that have them refuse to make markup or scripts from text. The one
// thing that is allowed is to start a worker from a file of this site.

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

export function guardScripts(): void {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      const { origin, protocol } = new URL(url, document.baseURI);
      if (origin !== window.location.origin || !/^https?:$/.test(protocol)) throw new TypeError('Scripts come from this site only.');
      return url;
    },
  });
}
