// The page of a code host on which a new file begins. The build tells an address for a file without words
// (`Config.new_file_address`); its query tells which host it is: GitHub, Gitea and Forgejo take the file's path as
// `filename` and its words as `value`, GitLab the path alone, as `file_name`.

/** Bytes of an address. Code hosts refuse those of more than about 8,000. */
export const LONGEST_ADDRESS = 7500;

const NAMES = { "github.com": "GitHub", "gitlab.com": "GitLab", "codeberg.org": "Codeberg" };

/** Return {address, filled, host} of the page for a new file, or null where no host is known. */
export function newFile(begun, path, words) {
  if (!/^https?:\/\//.test(begun)) return null;
  const address = new URL(begun);
  const host = NAMES[address.hostname] ?? address.hostname;
  const isGitLab = address.searchParams.has("file_name");
  address.searchParams.delete("value");
  address.searchParams.set(isGitLab ? "file_name" : "filename", path);
  const empty = { address: address.href, filled: false, host };
  if (isGitLab) return empty;
  address.searchParams.set("value", words);
  return address.href.length <= LONGEST_ADDRESS ? { address: address.href, filled: true, host } : empty;
}
