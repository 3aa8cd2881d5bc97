// The C library under the name it has on this system: the one place that knows it. Platform hands it on.
#if canImport(Glibc)
  @_exported import Glibc
#elseif canImport(Musl)
  @_exported import Musl
#elseif canImport(WASILibc)
  @_exported import WASILibc
#elseif canImport(Darwin)
  @_exported import Darwin
#endif

extension stat {
  /// When a file was written last.
  package var modified: timespec {
    #if canImport(Darwin)
      st_mtimespec
    #else
      st_mtim
    #endif
  }
}
