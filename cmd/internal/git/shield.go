package git

import (
	"os"
	"slices"
	"strings"
)

// Keeping git to itself. Options on the command line win over the configuration of
// repositories and users, and variables win over both; older versions of git know
// some of them only in one form.

// shield returns the options in front of every git command.
func shield() []string {
	args := []string{"--no-pager", "--no-replace-objects", "--literal-pathspecs"}
	for _, setting := range []string{
		"safe.bareRepository=explicit", // since 2.38; find.go does the same for all
		"protocol.allow=never",         // nothing is fetched from anywhere
		"fetch.bundleURI=",             // not even what protocol.allow is not about
		"core.fsmonitor=",
		"core.sshCommand=false",
		"core.askPass=",
		"credential.helper=", // empties the list
		"diff.external=",
		"maintenance.auto=false",
		"gc.auto=0",
	} {
		args = append(args, "-c", setting)
	}
	return args
}

// noHooks returns the options that put hooks out of reach.
func noHooks() []string { return []string{"-c", "core.hooksPath=" + os.DevNull} }

// environment returns the variables of a git command in a work tree whose top folder
// is in the folder above.
//
// Of git's own variables it keeps those by which users say where git and their
// configuration are. The others name a repository, an index or objects: a hook that
// runs sdkscribe has them, and they are about the hook's repository.
func environment(above string) []string {
	env := slices.DeleteFunc(os.Environ(), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		name = strings.ToUpper(name) // as Windows has it
		return strings.HasPrefix(name, "GIT_") && !ofUser(name) || name == "SSH_ASKPASS"
	})
	return append(env,
		"LC_ALL=C", // messages are in English
		"GIT_CEILING_DIRECTORIES="+above,
		"GIT_NO_LAZY_FETCH=1",     // since 2.39.4; the next line does the same for all
		"GIT_ALLOW_PROTOCOL=none", // a list of protocols, with none of git's in it
		"GIT_SSH_COMMAND=false",
		"GIT_PROXY_COMMAND=false",
		"GIT_ASKPASS=",
		"GIT_TERMINAL_PROMPT=0",
		"GIT_EDITOR=false",
		"GIT_PAGER=cat",
		"GIT_OPTIONAL_LOCKS=0",
	)
}

// ofUser reports whether a variable says where git and the user's configuration are.
func ofUser(name string) bool {
	return name == "GIT_EXEC_PATH" || strings.HasPrefix(name, "GIT_CONFIG_") && name != "GIT_CONFIG_PARAMETERS"
}
