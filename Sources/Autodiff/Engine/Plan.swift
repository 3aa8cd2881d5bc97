import Platform

/// A graph made ready for evaluation: every number of every node has a slot in flat buffers (value, two partials,
/// adjoint), and slot i of an element-by-element operation is computed from the slots `a[i]` and `b[i]`. Broadcasting
/// repeats operand slots; reshaping, indexing and joining are copies with other operand slots; a scalar node is the case
/// of one slot. What is left (reductions, matrix products, running sums, selections) are blocks.
///
/// Slot 0 always holds 0: it is the second operand of what has only one. Behind it stand literal numbers (exponents and
/// slopes), then leaves, then operations, in node order or, if `isSorted`, by level and primitive.
final class Plan: @unchecked Sendable {
  let graph: Graph
  let slotCount: Int
  /// Slots from here on are computed.
  let firstComputed: Int
  let isSorted: Bool
  let a: UnsafeMutablePointer<Int32>
  let b: UnsafeMutablePointer<Int32>
  /// The first slot of each node; −1 where the plan leaves a node out.
  let start: UnsafeMutablePointer<Int32>
  /// The kernel of each slot; none if no segment needs it.
  let kernels: UnsafeMutablePointer<Kernel>?
  let segments: [Segment]
  let blocks: [Block]
  /// Places within operands for groups, conditions and batches, as blocks refer to them.
  let places: [Int32]
  /// How many partials of reductions there are.
  let weightCount: Int
  /// Where each literal number stands: slot, number.
  let literals: [Double]

  init(compiling compilation: consuming Compilation) {
    graph = compilation.graph
    slotCount = compilation.slotCount
    firstComputed = compilation.firstComputed
    isSorted = compilation.isSorted
    a = compilation.a
    b = compilation.b
    start = compilation.start
    kernels = compilation.kernels
    segments = compilation.segments
    blocks = compilation.blocks
    places = compilation.places
    weightCount = compilation.weightCount
    literals = compilation.literals
  }

  deinit {
    a.deallocate()
    b.deallocate()
    start.deallocate()
    kernels?.deallocate()
  }

  /// The slots of a node.
  func slots(of node: Int) -> Range<Int> {
    let begin = Int(start[node])
    precondition(begin >= 0, "the output does not depend on this node, so there is nothing of it here")
    return begin..<begin + graph.storage.entryCount(of: node)
  }

  /// The block of a node that is one. Complexity: O(log blocks).
  func block(of node: Int) -> Block {
    let place = blocks.partitioningIndex { $0.out >= start[node] }
    precondition(place < blocks.count && blocks[place].out == start[node], "the node is no block")
    return blocks[place]
  }
}

/// What is evaluated in one go: slots, or one block.
struct Segment {
  enum Kind: Equatable {
    /// Slots of many kernels, one after the other.
    case flat
    /// Slots of one kernel.
    case run(Kernel)
    /// `begin` is the block's index.
    case block
  }
  var kind: Kind
  var begin: Int32
  var end: Int32
  var sweep: Sweep
}

/// An operation that is not element by element.
struct Block {
  enum Kind {
    case choose
    case reduce(Primitive.Reduction)
    case find(Primitive.Find)
    case scan(Primitive.Scan)
    case product(Primitive.Product)
    case convolution
    case matrix(Primitive.Matrix)
    case lines(Primitive.Lines)
    case crossEntropy, lookup, oneHot
  }
  var kind: Kind
  /// The first slot of the result, and of the operands.
  var out: Int32
  var count: Int32
  var a: Int32
  var b: Int32
  /// Reduction: the length of a group. Running sum, softmax and norms: of the axis. Product: of the axis that goes. Convolution: entries of
  /// a kernel. Matrix: of a side. Cross entropy: all entries of the logits. Lookup: of a row. One-hot: the number of classes.
  var length: Int32 = 1
  /// Running sum, softmax: entries behind the axis. Product: columns of the result. Convolution: places of
  /// the window. Cross entropy: classes. Lookup: how many rows are looked up.
  var inner: Int32 = 1
  /// Product: rows of the result. Convolution: kernels. Cross entropy: rows of the logits. Lookup: of the table.
  var rows: Int32 = 1
  /// Product: matrices of the result. Convolution: images. Lookup: tables.
  var batches: Int32 = 1
  /// Convolution: entries of an image. Lookup: by how many numbers a row is named.
  var panel: Int32 = 1
  /// Where the block's places begin, in `Plan.places`; −1 if it has none.
  var places: Int32 = -1
  /// Where the partials of a reduction begin, or the factors of a norm's lines.
  var weights: Int32 = 0
  /// Reduction: ddof. Norm: eps.
  var number: Double = 0
  /// Reduction: whether the first of equal extremes counts alone. Lookup: whether negative numbers count from the end.
  var isOrdered = false
}

/// The buffers that a plan works on, one number a slot.
struct Buffers {
  let values: UnsafeMutablePointer<Double>
  /// The partials by the first and the second operand.
  let da: UnsafeMutablePointer<Double>
  let db: UnsafeMutablePointer<Double>
  let weights: UnsafeMutablePointer<Double>
}
