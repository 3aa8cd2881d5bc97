import CTerminal
import Platform

/// The terminal that the program runs in, taken over for a while: raw keys, the alternate screen, no cursor.
///
/// Whatever ends the program but SIGKILL gives the terminal back as it was: `close()`, the signals that arrive as
/// events, and traps, whose handler does nothing but reset the modes and write prepared bytes. There is one at a time
/// in a process.
package final class TTY {
  /// What happened.
  package enum Event: Sendable, Equatable {
    case key(Key)
    /// The size is another one.
    case resized
    /// Ctrl-Z was pressed, or the like: `stop()` is the answer.
    case stopping
    /// The process goes on after a stop; the screen is not ours until `enter()`.
    case continued
    /// The process is asked to end by a signal, which Ctrl-C is too.
    case ending(signal: Int32)
    /// The terminal is gone.
    case hungUp
  }

  private let input: Int32
  private let output: Int32
  private let signals: Int32
  private let ownsInput: Bool
  private var reader = KeyReader()
  private var isOpen = true

  /// Takes the terminal over but for the screen; `enter()` takes that. Keys come from standard input if it is a
  /// terminal, else from the terminal that the process belongs to.
  /// - Returns: nil if there is none, or it is taken already.
  package init?(output: Int32 = STDOUT_FILENO) {
    guard isatty(output) == 1 else { return nil }
    ownsInput = isatty(STDIN_FILENO) != 1
    input = ownsInput ? open("/dev/tty", O_RDWR | O_CLOEXEC) : STDIN_FILENO
    guard input >= 0 else { return nil }
    self.output = output
    let bytes = Array(ControlSequence.leaveScreen.utf8)
    signals = cterminal_open(input, output, bytes, bytes.count)
    guard signals >= 0 else { return nil }
  }

  deinit { close() }

  /// Columns and rows; 80 × 24 if the terminal does not know.
  package var size: (width: Int, height: Int) {
    var (columns, rows): (Int32, Int32) = (0, 0)
    guard cterminal_size(output, &columns, &rows) == 0, columns > 0, rows > 0 else { return (80, 24) }
    return (Int(columns), Int(rows))
  }

  /// Raw keys and an empty screen.
  /// - Returns: whether the terminal is still there.
  @discardableResult
  package func enter() -> Bool { cterminal_enter() == 0 && write(Array(ControlSequence.enterScreen.utf8)) }

  /// All as it was before.
  package func leave() { cterminal_leave() }

  /// Leaves for good.
  package func close() {
    guard isOpen else { return }
    isOpen = false
    cterminal_close()
    if ownsInput { closeDescriptor(input) }
  }

  /// Leaves, lets the shell have the terminal, and takes it again when the process goes on.
  /// - Returns: whether the terminal is still there.
  package func stop() -> Bool {
    leave()
    cterminal_stop()
    return cterminal_ending() != 0 || enter()
  }

  /// Leaves, and ends the process as the signal would have, had it not been caught.
  package func end(by signal: Int32) -> Never {
    close()
    cterminal_die(signal)
    exit(128 + signal)
  }

  /// Writes all bytes, waiting for the terminal to take them.
  /// - Returns: whether it did; false once the terminal is gone or the process is asked to end.
  @discardableResult
  package func write(_ bytes: [UInt8]) -> Bool {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        writeBytes(output, buffer.baseAddress.map { $0 + start }, buffer.count - start)
      }
      if count > 0 {
        start += count
      } else if errno == EAGAIN {
        var place = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
        poll(&place, 1, 100)
      } else if errno != EINTR {
        return false
      }
      if count < 0, cterminal_ending() != 0 { return false }
    }
    return true
  }

  /// What has happened, at the latest after `seconds`; without them it waits, without using the processor, until
  /// something does.
  package func events(within seconds: Double?) -> [Event] {
    var places = [
      pollfd(fd: input, events: Int16(POLLIN), revents: 0), pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
    ]
    // A sequence comes at once; what comes later is another key.
    let patience = reader.isUndecided ? min(seconds ?? 0.03, 0.03) : seconds
    let milliseconds = patience.map { Int32(min(max(($0 * 1_000).rounded(.up), 0), 60_000)) } ?? -1
    let ready = poll(&places, 2, milliseconds)
    var events: [Event] = []
    if ready > 0, places[1].revents != 0 { events += signalEvents() }
    if ready > 0, places[0].revents != 0 {
      events += keyEvents()
    } else if ready == 0, reader.isUndecided {
      events += reader.decide().map { .key($0) }
    }
    return events
  }

  private func signalEvents() -> [Event] {
    bytes(of: signals).compactMap { number in
      switch Int32(number) {
      case SIGWINCH: .resized
      case SIGTSTP: .stopping
      case SIGCONT: .continued
      case let signal: .ending(signal: signal)
      }
    }
  }

  private func keyEvents() -> [Event] {
    let bytes = bytes(of: input)
    return bytes.isEmpty ? [.hungUp] : reader.keys(of: bytes).map { .key($0) }
  }

  private func bytes(of descriptor: Int32) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
      var result = -1
      repeat { result = read(descriptor, buffer.baseAddress, 256) } while result < 0 && errno == EINTR
      count = max(result, 0)
    }
  }
}

// The methods would shadow the system's.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
private func closeDescriptor(_ descriptor: Int32) { close(descriptor) }
