import Autodiff
import FlowLanguage
import Foundation
import Testing

/// Cells of NumPy, PyTorch and micrograd, as teaching notebooks have them: Corpus/dialects.txt, whose values are
/// those of the libraries themselves.
@Suite struct DialectTests {
  struct Row: CustomStringConvertible {
    let cell: String
    let ours: [String]
    let values: [String]

    var description: String { cell }
  }

  static let corpus = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "Corpus/dialects.txt")

  static let lines: [String] = ((try? String(contentsOf: corpus, encoding: .utf8)) ?? "").components(
    separatedBy: "\n")

  static let leaves: String = lines.filter { $0.hasPrefix("L ") || $0.hasPrefix("I ") }
    .map { $0.dropFirst(2) + "\n" }.joined()

  static let rows: [Row] = lines.filter { $0.hasPrefix("r = ") }.map { line in
    let columns = line.components(separatedBy: " => ")
    return Row(
      cell: columns[0], ours: columns[1].components(separatedBy: " or "),
      values: columns.count > 2 ? columns[2].components(separatedBy: " or ") : [])
  }

  private func node(_ line: String) throws -> Tensor {
    let model = try read(DialectTests.leaves + line + "\n").model
    let definition = try #require(model.definitions.last { $0.name == "r" })
    return model.graph.forwardTrace().value(of: definition.node)
  }

  /// The shape and the numbers of `[[1, 2], [3, inf]]`.
  private func tensor(_ text: String) -> Tensor {
    let numbers = text.components(separatedBy: CharacterSet(charactersIn: "[], ")).compactMap { Double($0) }
    var shape: [Int] = []
    var depth = 0
    var counts: [Int] = []
    for character in text {
      switch character {
      case "[":
        depth += 1
        if counts.count < depth { counts.append(1) } else { counts[depth - 1] = 1 }
      case "]":
        if shape.count < depth { shape = [counts[depth - 1]] + shape }
        depth -= 1
      case ",": counts[depth - 1] += 1
      default: break
      }
    }
    shape = counts
    return Tensor(shape: Shape(shape), scalars: numbers)
  }

  @Test func theCorpusIsThere() { #expect(DialectTests.rows.count > 350) }

  @Test(arguments: rows) func aCellIsReadAsItsLibraryReadsIt(_ row: Row) throws {
    let errors = listing(DialectTests.leaves + row.cell + "\n")
    if row.ours == ["none"] {
      #expect(errors.contains("no counterpart"), "\(errors)")
      #expect(!errors.contains("write `"), "\(errors)")
      return
    }
    if row.ours.count > 1 {
      for (form, value) in zip(row.ours, row.values) {
        #expect(errors.contains("`\(form.dropFirst(4))`"), "\(errors)")
        #expect(same(try node(form), tensor(value)))
      }
      return
    }
    #expect(errors.isEmpty, "\(errors)")
    let value = try node(row.cell)
    if row.values[0].hasPrefix("random") {
      let shape = row.values[0].components(separatedBy: " [")[1].dropLast().components(separatedBy: ", ")
      #expect(value.shape.dimensions == shape.compactMap { Int($0) })
    } else {
      #expect(same(value, tensor(row.values[0])), "\(value) is not \(row.values[0])")
    }
    let standard = try formatted(FlowSource(name: "t.flow", text: DialectTests.leaves + row.cell + "\n"))
    let own = standard.split(separator: "\n").last { $0.contains("r = ") || $0.contains(" r ") }
    let bare = own.map { $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ") }
    #expect(bare == row.ours[0])
    #expect(try formatted(FlowSource(name: "t.flow", text: standard)) == standard)
    #expect(same(try node(row.ours[0]), value))
  }

  // MARK: Lines

  private func fmt(_ text: String) throws -> String { try formatted(FlowSource(name: "t.flow", text: text)) }

  @Test func aModuleIsReadWhereItIsCalled() throws {
    let notebook = """
      param z = [0.5, -1]
      input y = [1, 0]
      criterion = nn.MSELoss(reduction='sum')
      act = torch.nn.LeakyReLU(
        0.25)  # below zero
      out = act(z)
      loss = criterion(out, y) + criterion(z, y)

      """
    let file = try read(notebook)
    let loss = try #require(file.model.definitions.last)
    // (0.5 − 1)² + (−0.25)², and (0.5 − 1)² + 1.
    #expect(file.model.graph.forwardTrace().value(of: loss.node).scalars == [0.3125 + 1.25])
    #expect(file.warnings.count { $0.message.contains("it is read where it is called") } == 2)
    let own = try fmt(notebook)
    #expect(own.contains("# criterion = nn.MSELoss(reduction='sum')\n"))
    #expect(own.contains("out = leaky_relu(z, slope=0.25)\nloss = sum((out - y)**2) + sum((z - y)**2)\n"))
    #expect(try fmt(own) == own)
    // A node of that name is a node, and a module that is not known here has no counterpart.
    #expect(try !read("param z = 2\ncriterion = 3*z\nr = criterion(z + 1)\n").model.definitions.isEmpty)
    #expect(listing("param z = 2\nmodel = nn.Sequential(z)\n").contains("`nn.Sequential` has no counterpart here"))
  }

  @Test func whatHasNoValueIsNeverLeftOut() throws {
    // An option that is no number, where ours takes a number.
    for line in ["r = F.elu(x, alpha=s)", "r = F.huber_loss(x, y, delta=s)", "r = x.softmax(dim=s)"] {
      #expect(!listing(DialectTests.leaves + line + "\n").isEmpty, "\(line)")
    }
  }

  @Test func aNotebookIsReadWhole() throws {
    let notebook = """
      import torch
      import torch.nn.functional as F
      from torch import nn  # layers
      torch.manual_seed(42)
      X = torch.tensor([[1., 2.], [3., 4.]])
      y = torch.tensor([0.5, -1.], dtype=torch.float64)
      w = torch.tensor([0.5, -0.25], requires_grad=True)
      b = nn.Parameter(torch.zeros(1))
      out = torch.tanh(X @ w + b)
      print(f"out {out.mean():.3f} (a bracket)", out)
      loss L = F.mse_loss(out, y)
      L.backward()
      loss.backward(retain_graph=True)
      optimizer.zero_grad(); optimizer.step()
      w.grad.zero_()

      """
    let file = try read(notebook)
    #expect(file.warnings.count { $0.message.contains("is left out:") } == 10)
    #expect(
      file.model.definitions.map { "\($0.name) \($0.role)" } == [
        "X input", "y input", "w parameter", "b parameter", "out operation", "L operation",
      ])
    let standard = try fmt(notebook)
    #expect(
      standard == """
        # import torch
        # import torch.nn.functional as F
        # from torch import nn  # layers
        # torch.manual_seed(42)
        input X = [[1., 2.], [3., 4.]]
        input y = [0.5, -1.]
        param w = [0.5, -0.25]
        param b = zeros(1)
        out = tanh(X@w + b)
        # print(f"out {out.mean():.3f} (a bracket)", out)
        loss L = mse(out, y)
        # L.backward()
        # loss.backward(retain_graph=True)
        optimizer.zero_grad(); optimizer.step()
        # w.grad.zero_()

        """)
    #expect(try fmt(standard) == standard)
    #expect(try value(standard) == value(notebook))
  }

  /// mean(X, axis=0) of [[1, 2], [3, 4]] is [2, 3]; of whole numbers PyTorch has none.
  @Test(arguments: [
    ("x = np.array([1, 2], dtype=float)", "input x = [1, 2]"),
    ("x = torch.tensor([1, 2], dtype=torch.long)", "input x = [1, 2]"),
    ("x = np.zeros(shape=(2, 3))", "input x = zeros([2, 3])"),
    ("x = torch.zeros(2, 3, device='cpu')", "input x = zeros([2, 3])"),
    ("param x = np.array([1, 2])", "param x = [1, 2]"),
    ("x = -np.array([1, 2])*np.pi", "input x = -[1, 2]*π"),
    ("x = [1, 2].sum(dim=0)", "x = sum([1, 2], axis=0)"),
    ("x = sum([1, 2], dim=0, keepdim=True)", "x = sum([1, 2], axis=0, keepdims=True)"),
    ("x = leaky_relu(-2, negative_slope=0.5)", "x = leaky_relu(-2, slope=0.5)"),
    ("x = gelu(-2, approximate='tanh')", "x = gelu(-2, approximate='tanh')"),
    ("x = 2*torch.add(3, 4)*np.multiply(5, 6)", "x = 2*(3 + 4)*(5*6)"),
    ("x = -torch.add(3, 4)**2", "x = -(3 + 4)**2"),
    ("x = (torch.add(3, 4))", "x = 3 + 4"),
    ("x = torch.sub(3, torch.sub(4, 5))", "x = 3 - (4 - 5)"),
    ("x = torch.add(3, 4).T", "x = (3 + 4).T"),
    ("x = ((3 + 4).pow(2)).exp().log()", "x = log(exp((3 + 4)**2))"),
    ("x = torch.mul(  (3) ,  ( 4 + 5 ) )", "x = 3*(4 + 5)"),
    ("x = torch . nn . functional . relu(3)", "x = relu(3)"),
    ("x = np.sum([1, 2], keepdims=False)", "x = sum([1, 2], keepdims=0)"),
    ("x = np.max([1, 2], axis=None)", "x = max([1, 2])"),
  ])
  func aCellInTheOwnForm(_ cell: String, _ own: String) throws {
    let standard = try fmt(cell + "\n")
    #expect(standard == own + "\n")
    #expect(fingerprint(cell) == fingerprint(standard))
    #expect(fingerprint(cell) != ["error"])
  }

  @Test func aNodeOfThatNameIsMeant() throws {
    // F.sum() is then the sum of F, and np.pi no number.
    #expect(try value("input F = [1, 2]\ny = F.sum()") == Tensor(3))
    #expect(listing("input np = [1, 2]\ny = np.pi").contains("there is no `.pi`"))
    #expect(try value("input True = 5\ny = True*2") == Tensor(10))
    #expect(try value("input x = 5\ny = True*x + False") == Tensor(5))
    #expect(try value("def f(a, dim) = a*dim\ny = f(2, dim=3)") == Tensor(6))
    // A node within a call, above all.
    #expect(try value("def f(a) {\nsize = a*3\nreturn size + 1\n}\nh = f(2)\ny = h.size") == Tensor(6))
  }

  @Test func lengthsAreWholeNumbers() throws {
    let leaf = "input x = [[1, 2, 3], [4, 5, 6]]\n"
    #expect(try value(leaf + "y = x.sum()/x.shape[0] + x.shape[-1]") == Tensor(13.5))
    #expect(try value(leaf + "y = x.size + x.numel() + x.size(1) + x.ndim + x.dim() + len(x)") == Tensor(21))
    #expect(try value(leaf + "y = x.reshape(x.size(1), -1)").shape == [3, 2])
    #expect(try value(leaf + "y = zeros(x.shape)").shape == [2, 3])
    #expect(try value(leaf + "y = zeros(x.size())").shape == [2, 3])
    #expect(try value(leaf + "y = x[0, x.shape[1] - 1]") == Tensor(3))
    #expect(listing(leaf + "y = x.shape[2]").contains("there is no `.shape`"))
    #expect(try fmt(leaf + "y = x.reshape(x.size(1), -1)\n").hasSuffix("y = reshape(x, [3, -1])\n"))
  }

  /// What differs from turn to turn is no text of the file.
  @Test func aCellInALoopOrFunction() throws {
    let text = """
      def f(a) = a.sum()/a.shape[0]
      input x = [1, 2]
      input y = [1, 2, 3]
      for i in 1..2 {
        z = x.pow(2)*i
      }
      loss L = f(x) + f(y) + z[2].sum()

      """
    let standard = try fmt(text)
    #expect(standard.contains("def f(a) = sum(a)/a.shape[0]\n"))
    #expect(standard.contains("z = x**2*i\n"))
    #expect(standard.contains("loss L = f(x) + f(y) + sum(z[2])\n"))
    #expect(try value(standard) == value(text))
    #expect(try fmt(standard) == standard)
  }

  @Test func thePyTorchPairAndTheNumPyEntry() throws {
    let leaf = "input W = [[1, 5], [3, 2]]\n"
    #expect(try value(leaf + "y = torch.max(W, 1)[0]") == Tensor([5, 3]))
    #expect(try value(leaf + "y = W.max(dim=1).values") == Tensor([5, 3]))
    #expect(try value(leaf + "y = W.max(axis=1)") == Tensor([5, 3]))
    #expect(try value(leaf + "y = W.max(axis=1)[0]") == Tensor(5))
    #expect(listing(leaf + "y = W.max(1)[0]").contains("write `max(W, axis=1)` or `max(W, axis=1)[0]`"))
    #expect(listing(leaf + "y = torch.max(W, 1)").contains("write `max(W, axis=1)`"))
    // PyTorch swaps the axes, NumPy puts them where they are.
    #expect(listing(leaf + "y = W.transpose(0, 1)").contains("write `W.T` or `W`"))
    #expect(try value(leaf + "y = W.transpose(1, 0)") == value(leaf + "y = W.T"))
  }

  /// Long chains and deep nests take no stack; what lies too deep stays as it is written.
  @Test func longChains() throws {
    let chain = "x" + String(repeating: ".neg()", count: 2_000)
    #expect(try value("input x = 3\ny = " + chain) == Tensor(3))
    #expect(try fmt("input x = 3\ny = " + chain + "\n") == "input x = 3\ny = " + chain + "\n")
    let members = "y = np" + String(repeating: ".a", count: 20_000)
    #expect(listing(members).contains("error"))
    #expect(listing(members + "(3)").contains("error"))
    let nest = String(repeating: "torch.add(1, ", count: 50) + "2" + String(repeating: ")", count: 50)
    #expect(try value("y = " + nest) == Tensor(52))
    #expect(try fmt("y = " + nest + "\n").hasPrefix("y = 1 + (1 + (1 + "))
    #expect(listing(String(repeating: "print(\n", count: 300)).contains("error"))
  }

  // MARK: Repairs

  @Test func whatIsCertainIsMended() throws {
    let text = "input W = [[1, 5], [3, 2]]\nm = torch.max(W, 1)\nloss L = sum(concat([m, m]))\n"
    let mended = try repaired(FlowSource(name: "t.flow", text: text))
    #expect(mended.text == "input W = [[1, 5], [3, 2]]\nm = max(W, axis=1)\nloss L = sum(concat(m, m))\n")
  }

  /// Of two meanings none is taken; nor is a new name, as what is below could mean either node.
  @Test(arguments: [
    "input x = [1, 2]\ny = torch.max(x, 0)\nloss L = x.var()\n", "input x = 2\nx += 1\nloss L = x*x\n",
    "input value = 2\nloss L = valeu*2\n", "loss L = np.sort([1, 2])\n",
  ])
  func whatIsNotCertainStops(_ text: String) {
    #expect(throws: FlowErrors.self) { try repaired(FlowSource(name: "t.flow", text: text)) }
  }

  /// To 1e-9, as the corpus writes 17 digits and functions differ in the last ones.
  private func same(_ a: Tensor, _ b: Tensor) -> Bool {
    a.shape == b.shape
      && zip(a.scalars, b.scalars).allSatisfy { a, b in
        a == b || a.isNaN && b.isNaN || abs(a - b) <= 1e-9 * max(1, abs(b))
      }
  }
}
