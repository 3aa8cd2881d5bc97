/// What is known of the file's own functions while they are called.
struct CallState {
  /// Functions whose calls are being lowered, those whose bodies are wrong, and those that are called anywhere.
  var active: Set<Int> = []
  var broken: Set<Int> = []
  var called: Set<Int> = []
  /// The value of the call that is being lowered, once `return` has been met; −1 if it is wrong.
  var returned: Int32?
}
