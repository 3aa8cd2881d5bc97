import Edgewise
import Formulas
import Pictures

/// The page of one operation in the documentation: what it computes, its local derivatives, where they end, its picture, its curve. All but the
/// example is taken from the tables.
struct OperationPage {
  let primitive: Primitive

  /// `leakyRelu`: the file is called so.
  var name: String {
    switch primitive {
    case .scan, .find, .pool, .convolve, .matrix, .take: return primitive.name.filter { $0 != "_" }
    case .product(.outer): return "outer"
    case _: break
    }
    let words = "\(primitive)".split { !$0.isLetter && !$0.isNumber }
    return words.last.map(String.init) ?? ""
  }
  var fileName: String { "Operation-\(name).md" }

  /// A graph with this operation; nil of what is no operation.
  var sample: String? {
    switch primitive {
    case .leaf: nil
    case .identity: "param x = 2\ny = x"
    case .detach: "param x = 2\ny = detach(x)"
    case .map(.negate): "param x = 2\ny = -x"
    case .map(.expm1): "param x = 0.5\ny = expm1(x)"
    case .map(.exp): "param x = 0.5\ny = exp(x)"
    case .map(.log): "param x = 2\ny = log(x)"
    case .map(.log1p): "param x = 0.5\ny = log1p(x)"
    case .map(.log2): "param x = 3\ny = log2(x)"
    case .map(.log10): "param x = 3\ny = log10(x)"
    case .map(.sqrt): "param x = 2\ny = sqrt(x)"
    case .map(.square): "param x = 3\ny = x²"
    case .map(.abs): "param x = -3\ny = abs(x)"
    case .map(.sin): "param x = 0.5\ny = sin(x)"
    case .map(.cos): "param x = 0.5\ny = cos(x)"
    case .map(.tan): "param x = 0.5\ny = tan(x)"
    case .map(.asin): "param x = 0.5\ny = asin(x)"
    case .map(.acos): "param x = 0.5\ny = acos(x)"
    case .map(.atan): "param x = 0.5\ny = atan(x)"
    case .map(.sinh): "param x = 0.5\ny = sinh(x)"
    case .map(.cosh): "param x = 0.5\ny = cosh(x)"
    case .map(.asinh): "param x = 0.5\ny = asinh(x)"
    case .map(.acosh): "param x = 1.5\ny = acosh(x)"
    case .map(.atanh): "param x = 0.5\ny = atanh(x)"
    case .map(.tanh): "param x = 0.5\ny = tanh(x)"
    case .map(.sigmoid): "param x = 0.5\ny = sigmoid(x)"
    case .map(.relu): "param x = 0.5\ny = relu(x)"
    case .map(.softplus): "param x = 0.5\ny = softplus(x)"
    case .map(.silu): "param x = 0.5\ny = silu(x)"
    case .map(.erf): "param x = 0.5\ny = erf(x)"
    case .map(.sign): "param x = 0.5\ny = sign(x)"
    case .map(.floor): "param x = 1.5\ny = floor(x)"
    case .map(.ceil): "param x = 1.5\ny = ceil(x)"
    case .map(.round): "param x = 1.75\ny = round(x)"
    case .map(.gelu): "param x = 0.5\ny = gelu(x)"
    case .map(.geluTanh): "param x = 0.5\ny = gelu(x, approximate=\"tanh\")"
    case .parametric(.leakyRelu): "param x = -0.5\ny = leaky_relu(x, slope=0.1)"
    case .parametric(.elu): "param x = -0.5\ny = elu(x, alpha=1.5)"
    case .parametric(.power): "param x = 2\ny = x³"
    case .dropout: "param x = [1, 2, 3, 4]\ny = dropout(x, seed=3)"
    case .pair(.add): "param a = 2\nparam b = 3\ny = a + b"
    case .pair(.subtract): "param a = 2\nparam b = 3\ny = a - b"
    case .pair(.multiply): "param a = 2\nparam b = 3\ny = a·b"
    case .pair(.divide): "param a = 2\nparam b = 4\ny = a/b"
    case .pair(.pow): "param a = 2\nparam b = 3\ny = a^b"
    case .pair(.atan2): "param a = 2\nparam b = 3\ny = atan2(a, b)"
    case .pair(.minimum): "param a = 2\nparam b = 3\ny = min(a, b)"
    case .pair(.maximum): "param a = 2\nparam b = 3\ny = max(a, b)"
    case .compare(.less): "param a = 2\nparam b = 3\ny = a < b"
    case .compare(.lessOrEqual): "param a = 2\nparam b = 3\ny = a <= b"
    case .compare(.greater): "param a = 2\nparam b = 3\ny = a > b"
    case .compare(.greaterOrEqual): "param a = 2\nparam b = 3\ny = a >= b"
    case .compare(.equal): "param a = 2\nparam b = 3\ny = a == b"
    case .choose: "input c = 1\nparam a = 2\nparam b = 3\ny = where(c, a, b)"
    case .reduce(.sum): "param x = [1, 2, 3]\ny = sum(x)"
    case .reduce(.mean): "param x = [1, 2, 3]\ny = mean(x)"
    case .reduce(.product): "param x = [1, 2, 3]\ny = prod(x)"
    case .reduce(.variance): "param x = [1, 2, 4]\ny = var(x)"
    case .reduce(.standardDeviation): "param x = [1, 2, 4]\ny = std(x)"
    case .reduce(.norm): "param x = [3, 4]\ny = norm(x)"
    case .reduce(.logSumExp): "param x = [1, 2, 3]\ny = logsumexp(x)"
    case .reduce(.largest): "param x = [1, 3, 2]\ny = max(x)"
    case .reduce(.smallest): "param x = [1, 3, 2]\ny = min(x)"
    case .find(.largest): "param x = [1, 3, 2]\ny = argmax(x)"
    case .find(.smallest): "param x = [2, 3, 1]\ny = argmin(x)"
    case .pool(.max1d): "param x = [[1, 3, 4, 2]]\ny = max_pool1d(x, 2)"
    case .pool(.max2d): "param X = [[[1, 2], [4, 3]]]\ny = max_pool2d(X, 2)"
    case .pool(.mean1d): "param x = [[1, 3, 4, 2]]\ny = avg_pool1d(x, 2)"
    case .pool(.mean2d): "param X = [[[1, 2], [4, 3]]]\ny = avg_pool2d(X, 2)"
    case .convolve(.line): "param x = [[1, 2, 4]]\nparam k = [[[2, 1]]]\ny = conv1d(x, k)"
    case .convolve(.plane): "param X = [[[1, 2], [4, 3]]]\nparam K = [[[[2, 1]]]]\ny = conv2d(X, K)"
    case .matrix(.inverse): "param A = [[2, 1], [1, 3]]\ny = inv(A)"
    case .matrix(.determinant): "param A = [[2, 1], [1, 3]]\ny = det(A)"
    case .take: "param x = [1, 2, 3]\ninput i = [2, 0]\ny = x[i]"
    case .move(.diag): "param x = [1, 2]\ny = diag(x)"
    case .scan(.product): "param x = [1, 2, 3]\ny = cumprod(x)"
    case .product(.outer): "param a = [1, 2]\nparam b = [3, 4]\ny = outer(a, b)"
    case .lines(.batchNorm): "param X = [[1, 2], [2, 5], [4, 1]]\ny = batch_norm(X)"
    case .move(.reshape): "param x = [1, 2, 3, 4]\ny = reshape(x, [2, 2])"
    case .move(.transpose): "param X = [[1, 2], [3, 4]]\ny = X.T"
    case .move(.index): "param x = [1, 2, 3]\ny = x[1]"
    case .join(.concat): "param a = [1, 2]\nparam b = [3]\ny = concat(a, b)"
    case .join(.stack): "param a = 1\nparam b = 2\ny = [a, b]"
    case .scan(.sum): "param x = [1, 2, 3]\ny = cumsum(x)"
    case .move(.tril): "param X = [[1, 2], [3, 4]]\ny = tril(X)"
    case .move(.triu): "param X = [[1, 2], [3, 4]]\ny = triu(X)"
    case .product(.matmul): "param A = [[1, 2], [3, 4]]\nparam b = [5, 6]\ny = A@b"
    case .product(.dot): "param a = [1, 2]\nparam b = [3, 4]\ny = dot(a, b)"
    case .lines(.softmax): "param z = [1, 2, 3]\ny = softmax(z)"
    case .lines(.logSoftmax): "param z = [1, 2, 3]\ny = log_softmax(z)"
    case .lines(.layerNorm): "param x = [1, 2, 4]\ny = layer_norm(x)"
    case .lines(.rmsNorm): "param x = [1, 2, 4]\ny = rms_norm(x)"
    case .crossEntropy: "param z = [1, 2, 3]\ntarget t = 2\ny = cross_entropy(z, t)"
    case .embedding: "param E = [[1, 2], [3, 4]]\ninput i = 1\ny = embedding(E, i)"
    case .oneHot: "input i = 1\ny = one_hot(i, 3)"
    }
  }

  /// Where libraries differ, or what surprises.
  private var convention: String? {
    switch primitive {
    case .reduce(.variance), .reduce(.standardDeviation):
      "Divided by n − `ddof`, which is 0 unless given, as in NumPy; PyTorch's is 1: `\(primitive.name)(x, ddof=1)`."
    case .choose:
      "Both branches are computed, and 0 goes back to the one that is not taken. Where that has an infinite slope, 0 · ∞ is NaN, as in "
        + "PyTorch: `sqrt(where(x > 0, x, 1))` has a gradient where `where(x > 0, sqrt(x), 0)` has none."
    default: nil
    }
  }

  // MARK: The page

  func text() throws -> String? {
    guard let sample else { return nil }
    var model = try FlowFile.read(FlowSource(name: name, text: sample)).model
    model.notes = []
    let graph = model.graph
    guard let node = (0..<graph.nodeCount).first(where: { graph.primitive(of: $0) == primitive }) else {
      throw NoSuchOperation(name: name, sample: sample)
    }
    let trace = graph.forwardTrace()
    let format = NumberFormat()
    let everything = [Bool](repeating: true, count: graph.nodeCount)
    let writer = FormulaWriter(model: model, visible: everything)
    let region = Region(output: node, nodes: [node], sources: graph.operands(of: node))
    let formula = writer.expression(of: region)?.formula.text ?? primitive.name
    var parts = ["# \(primitive.name): \(formula)"]
    parts.append("```\n\(sample)\n```")
    parts.append("[Play it](../../../playground/#flow=\(sample.inAddress))")

    parts.append("## Value")
    parts.append("`y = \(formula) = \(format.line(trace.value(of: node)))`")

    if let convention { parts.append(convention) }

    parts.append("## Local derivatives")
    let linearization = trace.linearization()
    var rows = ["| by | formula | at these numbers |", "| --- | --- | --- |"]
    for (slot, operand) in graph.operands(of: node).enumerated() {
      let derivative = linearization.localDerivative(of: node, slot: slot)
      let count = derivative.source.count * derivative.target.count
      let number =
        count <= 16 ? format.line(derivative.jacobian(), limit: 16) : "shape \(derivative.jacobian().shape)"
      let symbols = writer.localDerivative(of: node, slot: slot)
      let arriving = Formula.derivative(of: .name("L"), by: .name("y"))
      let written = symbols?.formula(upstream: arriving).text ?? "no formula"
      rows.append("| `∂y/∂\(model.id(of: operand))` | `\(cell(written))` | `\(cell(number))` |")
    }
    parts.append(rows.joined(separator: "\n"))
    if (graph.operands(of: node) + [node]).contains(where: { !graph.shape(of: $0).isScalar }) {
      parts.append(
        "Between tensors the formula is what goes back, and `∂L/∂y` what arrives; the numbers are the Jacobian's.")
    }

    parts.append("## Domain and kinks")
    parts.append(boundary(of: graph.operation(of: node), in: model, node))

    parts.append("## Picture")
    let picture = TerminalPicture(width: 76).text(of: Depiction().diagram(of: model))
    parts.append("```\n\(picture.trimmedEnd)\n```")

    if let curve = curve(of: model, node) {
      parts.append("## Curve")
      parts.append("```\n\(curve.trimmedEnd)\n```")
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// The function and its derivative, if it has one variable, a number.
  private func curve(of model: Model, _ node: Int) -> String? {
    let graph = model.graph
    guard graph.operandCount(of: node) == 1, graph.isAllScalar else { return nil }
    var model = model
    model.output = node
    let leaf = graph.operand(of: node, slot: 0)
    let isPositive = if case .zero(_, .domainEdge) = graph.operation(of: node).boundary { true } else { false }
    let range = isPositive ? 0.2...4.0 : -3.0...3.0
    let sheet = Depiction().curveSheet(of: model, over: LeafEntry(leaf: leaf, entry: 0), range: range)
    return PlotText(width: 72).text(of: sheet)
  }

  private func boundary(of operation: Operation, in model: Model, _ node: Int) -> String {
    let names = model.graph.operands(of: node).map { model.id(of: $0) }
    /// What the engine takes the derivative to be on the boundary.
    func there(_ slot: Int) -> String {
      let leaf = model.graph.operand(of: node, slot: slot)
      let trace = model.graph.forwardTrace(at: [leaf: Tensor(0)])
      let number = trace.linearization().scalarDerivative(of: node, slot: slot)
      return NumberFormat().text(number)
    }
    switch operation.boundary {
    case .none: return "Smooth wherever it is defined."
    case .zero(let slot, .kink):
      return "A kink at `\(names[slot]) = 0`. There the derivative is taken to be \(there(slot)), as in PyTorch."
    case .zero(let slot, .jump):
      return "The value jumps at `\(names[slot]) = 0`; elsewhere it is flat, so that nothing flows back."
    case .zero(let slot, _):
      return "The edge of its domain is `\(names[slot]) = 0`: there the derivative is \(there(slot))."
    case .equality(.tie): return "A tie where `\(names[0]) = \(names[1])`: then each takes half of the gradient."
    case .equality:
      return "The value jumps where `\(names[0]) = \(names[1])`; elsewhere it is flat, so that nothing flows back."
    case .whole: return "The value jumps at every whole number; between them it is flat, so that nothing flows back."
    case .half:
      return
        "The value jumps half-way between whole numbers; between the jumps it is flat, so that nothing flows back."
    case .edges(let low, let high):
      let numbers = (low == high ? [low] : [low, high]).map { NumberFormat().text($0) }.joined(separator: " and ")
      return "The edge of its domain is at \(numbers), where the derivative is infinite."
    case .cut:
      return
        "The angle jumps by 2π where `\(names[0]) = 0` and `\(names[1])` is below 0; at the origin there is none."
    case .pole: return "Poles at odd multiples of π/2."
    case .zeroBase: return "The edge of its domain is `\(names[0]) = 0`, unless the exponent is a natural number."
    case .sharedExtreme(.jump): return "Of equal entries the first is named; nothing flows back."
    case .sharedExtreme where operation.primitive == .pool(.max1d) || operation.primitive == .pool(.max2d):
      return
        "A tie where several entries of a window share the extreme: then the first takes the gradient, as in PyTorch."
    case .singular: return "The edge of its domain are the matrices whose determinant is 0."
    case .sharedExtreme:
      return "A tie where several entries share the extreme: then they take equal parts of the gradient."
    case .equalEntries: return "No derivative where all entries are equal: it is taken to be 0."
    case .zeroEntries: return "A kink where all entries are 0: there the derivative is taken to be 0."
    }
  }

  /// Within a table a bar would end the cell.
  private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

  struct NoSuchOperation: Error { let name: String, sample: String }
}

extension String {
  fileprivate var trimmedEnd: String {
    var rest = Substring(self)
    while rest.last?.isNewline == true { rest.removeLast() }
    return String(rest)
  }
}
