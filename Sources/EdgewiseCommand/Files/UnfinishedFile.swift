import CTerminal
import Platform

/// A file that is being written under a name of its own, in the folder where it will be; a signal that ends the
/// program removes it.
struct UnfinishedFile {
  let path: String
  let descriptor: Int32

  /// Nil if it cannot be created; `errno` says why.
  init?(beside target: String, mode: mode_t) {
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    // As short as a name can be, however long the other's is.
    path = "\(folder).\(getpid()).new"
    // Before it exists, so that no moment is left in which a signal would find it unannounced.
    cterminal_unlink_at_end(path)
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    if descriptor < 0 {
      let reason = errno
      cterminal_unlink_at_end(nil)
      errno = reason
      return nil
    }
  }

  /// Closes it, and removes it unless it has another name by now.
  func close() {
    _ = Platform.close(descriptor)
    unlink(path)
    cterminal_unlink_at_end(nil)
  }
}
