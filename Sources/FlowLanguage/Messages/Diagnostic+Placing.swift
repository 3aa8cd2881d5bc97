extension Diagnostic {
  /// An error that another kind of text has, told in the same form.
  package init(error message: String, hint: String? = nil, at range: Range<Int>) {
    self.init(
      severity: .error, range: range, message: message, hint: hint, proposals: [], isCertain: false,
      isMissingFile: false)
  }

  package init(warning message: String, hint: String? = nil, at range: Range<Int>) {
    self.init(
      severity: .warning, range: range, message: message, hint: hint, proposals: [], isCertain: false,
      isMissingFile: false)
  }

  /// The same elsewhere: in the text that this one is embedded in.
  package func moved(to range: Range<Int>) -> Diagnostic {
    Diagnostic(
      severity: severity, range: range, message: message, hint: hint, proposals: [], isCertain: false,
      isMissingFile: isMissingFile)
  }

  /// As a person reads them, in their source.
  package static func listing(_ diagnostics: [Diagnostic], of source: FlowSource) -> [Listing.Part] {
    Listing(source: source).parts(of: diagnostics, noun: "error")
  }
}
