package output

import "golang.org/x/sys/unix"

// exchange makes two names trade what they stand for, in one step.
func exchange(a, b string) error {
	return unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
}
