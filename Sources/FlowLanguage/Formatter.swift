/// The file in its standard form; comments, line order and the spelling of operators are kept. Idempotent.
/// - Throws: syntax errors; a file with errors is not formatted.
public func formatted(_ source: FlowSource) throws(FlowErrors) -> String { fatalError("contract") }
