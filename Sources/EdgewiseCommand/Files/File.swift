import Platform

/// What the system knows of a file.
typealias File = stat

extension File {
  /// Of the file that a path leads to, through links; nil if there is none.
  init?(at path: String) {
    self.init()
    guard stat(path, &self) == 0 else { return nil }
  }

  /// Of an open file.
  init(open descriptor: Int32) {
    self.init()
    fstat(descriptor, &self)
  }

  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
  /// Neither a folder nor a device nor a pipe.
  var isRegular: Bool { st_mode & S_IFMT == S_IFREG }

  /// Whether both are one file, by whatever names and links.
  func isSame(as other: File) -> Bool { st_dev == other.st_dev && st_ino == other.st_ino }

  /// Whether nothing was written between the two looks at a file.
  func isUnchanged(since other: File) -> Bool {
    isSame(as: other) && st_size == other.st_size && modified.tv_sec == other.modified.tv_sec
      && modified.tv_nsec == other.modified.tv_nsec
  }
}
