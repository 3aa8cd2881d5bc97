extension Recording {
  /// Why an operation could not be recorded.
  package struct Failure: Sendable, Hashable {
    package let operation: Operation
    package let operands: [Int]
    /// The operands' shapes.
    package let shapes: [Shape]
    package let reason: ShapeError
  }

  /// The first operation that could not be recorded by `pushOrFail(_:_:)`.
  package var failure: Failure? { header.pointee.tables.failure }

  /// Records an operation. If it does not fit its operands, the failure is kept, unless there is one already, and a
  /// leaf 0 takes the operation's place: so mathematics can be written without `try`, and the failure is thrown at the end.
  package func pushOrFail(_ operation: Operation, _ operands: [Int]) -> Int32 {
    do {
      return try push(operation, operands)
    } catch {
      if header.pointee.tables.failure == nil {
        header.pointee.tables.failure = Failure(
          operation: operation, operands: operands, shapes: operands.map { shape(of: $0) }, reason: error)
      }
      return pushLeaf(0.0)
    }
  }
}
