//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package output

import (
	"os"
	"syscall"
)

// lock keeps other runs out of a folder until it is undone, or the process ends. What
// cannot be locked, as on some file systems of a network, is not.
func lock(dir string) (unlock func()) {
	for {
		folder, err := os.Open(dir)
		if err != nil {
			return func() {}
		}
		unlock = func() { _ = folder.Close() } // which gives the lock up
		if syscall.Flock(int(folder.Fd()), syscall.LOCK_EX) != nil {
			return unlock
		}
		held, heldErr := folder.Stat()
		there, thereErr := os.Stat(dir)
		if heldErr != nil || thereErr != nil || os.SameFile(held, there) {
			return unlock
		}
		unlock() // the folder was replaced meanwhile
	}
}
