import Autodiff
import FlowLanguage
import Testing

@Suite struct ListingTests {
  @Test func everyIndependentErrorOfAFileInOneRun() {
    let text = """
      input x = 2
      param w = 3
      param W = [[1, 2], [3, 4]]
      y = w*x + 2e
      z = y + np.sort(x)
      a = W.var()
      b = v + 1
      x += 1
      x = x + 1
      d = d + 1
      f = later*2
      later = 3
      l = W @ [1, 2, 3]
      m = softmax(x)
      loss Q = W
      """
    #expect(
      listing(text) == """
        t.flow:4:12: error: there is no `e`
          y = w*x + 2e
                     ^
        t.flow:5:9: error: `np.sort` has no counterpart here
          z = y + np.sort(x)
                  ^^^^^^^^^^
        t.flow:6:5: error: `W.var()` is another thing in PyTorch and in NumPy
          a = W.var()
              ^^^^^^^
          hint: write `var(W, ddof=1)` or `var(W, ddof=0)`
        t.flow:7:5: error: there is no `v`
          b = v + 1
              ^
        t.flow:8:1: error: a name is defined once: `x` cannot be changed
          x += 1
          ^^^^
          hint: write `x2 = x + 1`
        t.flow:9:1: error: `x` is already defined on line 1
          x = x + 1
          ^
          hint: write `x2 = x + 1`
        t.flow:10:5: error: `d` is defined by itself
          d = d + 1
              ^
          hint: a figure has no cycles: use a new name on one of the two sides
        t.flow:11:5: error: `later` is used above its definition
          f = later*2
              ^^^^^
          hint: move line 12, where `later` is defined, above this one
        t.flow:13:5: error: shapes [2, 2] and [3] do not fit together in `matmul`
          l = W @ [1, 2, 3]
              ^^^^^^^^^^^^^
          hint: the last axis of the left must be as long as the first of the right
        t.flow:14:5: error: there is no axis -1: this is one number
          m = softmax(x)
              ^^^^^^^^^^
        t.flow:15:10: error: a loss is one number, but `Q` has shape [2, 2]
          loss Q = W
                   ^
          hint: write `sum(W)`

        """)
  }

  /// One statement with an error each: the place, the message and the hint.
  static let errors: [(text: String, place: String, message: String, hint: String?)] = [
    (
      "", "1:1", "there is nothing to draw: no node is defined",
      "begin with `input x = 2`, `param w = 3` and `y = w*x`"
    ),
    ("y = 2 3", "1:5", "an operator is missing between `2` and `3`", "a number stands left of what it multiplies"),
    ("y = 5 // 2", "1:5", "there is no `//`", "write `floor(5/2)`"),
    ("y = 5 % 2", "1:5", "there is no `%`", "write `(5 - 2·floor(5/2))`"),
    ("y = 1 < 2 < 3", "1:5", "comparisons do not chain", "write `(1 < 2)·(2 < 3)`"),
    ("y = f⁻¹(3)", "1:5", "`f⁻¹(…)` could be the inverse or one over it", "one over it is written `1/f(…)`"),
    ("y = torch.nn.functional.fold(3)", "1:5", "`torch.nn.functional.fold` has no counterpart here", nil),
    ("y = math.tau", "1:5", "`math.tau` has no counterpart here", nil),
    ("y = [3].item()", "1:5", "`.item` has no counterpart here", "a value stays a node here"),
    ("y = np.sum([3], where=1)", "1:5", "`np.sum` has no counterpart here with these arguments", nil),
    ("y = torch.max([3], 0)", "1:5", "`torch.max([3], 0)` is a pair in PyTorch", "write `max([3], axis=0)`"),
    (
      "y = tensor([3])", "1:5", "there is no function `tensor`", "did you mean `torch.tensor`?"
    ),
    ("y = reluu(3)", "1:5", "there is no function `reluu`", "did you mean `relu`?"),
    (
      "x = 1; y = x(3)", "1:12", "`x` is a node, and `x(3)` looks like a call",
      "write `x·(3)`; for an entry write `x[3]`, for a function `def x(3) = …`"
    ),
    ("weight = 1; y = weigth*2", "1:17", "there is no `weigth`", "did you mean `weight`?"),
    ("parm w = 3", "1:1", "`parm` begins no statement", "did you mean `param`?"),
    ("loss y == 3", "1:8", "`==` compares", "write `y = …` to define `y`"),
    ("y = (1 + 2", "1:5", "`(` is never closed", "add `)`"),
    ("y = 1)", "1:6", "`)` closes nothing", nil),
    (
      "y = sum([1, 2], 0)", "1:5", "the axis of `sum` is written `axis=`",
      "write `sum([1, 2], axis=0)`"
    ),
    ("y = sum([1, 2], axis=1)", "1:22", "there is no axis 1: the axes are 0 to 0", nil),
    ("y = sum([1, 2], axes=0)", "1:17", "`sum` has no option `axes`", "did you mean `axis`?"),
    (
      "y = [1, [2, 3]]", "1:5", "the entries of a list have one shape, but here are [] and [2]", nil
    ),
    ("y = []", "1:5", "a tensor without entries has no value", "write at least one entry"),
    ("y = [1, 2][2]", "1:12", "there is no entry 2: the entries are 0 to 1", nil),
    (
      "y = [1, 2][1:1]", "1:12", "nothing would be left: a tensor without entries has no value", nil
    ),
    ("y = [1, 2] + [1, 2, 3]", "1:5", "shapes [2] and [3] do not fit together in `add`", nil),
    ("y = reshape([1, 2], 3)", "1:5", "[2] holds 2 numbers and cannot become [3]", nil),
    ("y = zeros(2, 3)", "1:5", "a shape is a whole number or a list", "write `zeros([2, 3])`"),
    (
      "y = normal(3)", "1:5", "`normal` gives a leaf its value",
      "write it on a line of its own: `input NAME = normal(…)`"
    ),
    (
      "a = 1; input b = a", "1:18", "the value of a leaf cannot use `a`",
      "leave out the first word to make this a computed node"
    ),
    ("pi = 3", "1:1", "`pi` is a number and cannot be defined", "use another name"),
    ("h[0] = 1; y = h", "1:15", "`h` is a family of nodes", "name one of them, such as `h[0]`"),
    ("h[0] = 1; y = h[1]", "1:15", "there is no `h[1]`", nil),
    ("y = \"a", "1:5", "this string is not closed", "end it with `\"` on the same line"),
    (
      "title \"\\q\"; y = 1", "1:8", "`\\q` is no escape",
      "the escapes are `\\\"`, `\\\\`, `\\n` and `\\u{…}`"
    ),
    ("loss a = 1; loss b = 2", "1:13", "`a` on line 1 is the output already", "declare only one"),
    (
      "a = 1; loss a", "1:8", "`loss a` does not say what `a` is",
      "write `loss a = …` where it is defined"
    ),
    (
      "def f(a) = a + [1, 2]\nc = 1\nd = f([1, 2, 3])", "1:12",
      "shapes [3] and [2] do not fit together in `add`, in the call on line 3", nil
    ),
    (
      "def f(a) { return f(a) }\nc = f(1)", "1:19", "`f` calls itself",
      "a figure is finite: write a loop, `for i in 1..3 { … }`"
    ),
    (
      "def f(a) = f(a)\nc = 1", "1:12", "`f` calls itself",
      "a figure is finite: write a loop, `for i in 1..3 { … }`"
    ),
    (
      "c = f(1)\ndef f(a) = a", "1:5", "`f` is used above its definition",
      "move line 2, where `f` is defined, above this one"
    ),
    (
      "def f(a) = a + b\nb = 1; c = f(1)", "1:16", "`b` is used above its definition",
      "move line 2, where `b` is defined, above this one"
    ),
    ("def f(a, b) = a*b\nc = f(1)", "2:5", "`f` takes 2 operands (a, b), not 1", nil),
    ("def f(a, b) = a*b\nc = f(1, bb=2)", "2:10", "`f` has no option `bb`", "it has `a=`, `b=`"),
    (
      "def exp(a) = a\nc = exp(1)", "1:5", "`exp` is a function of the language", "use another name"
    ),
    (
      "def f(a) = a\ndef f(b) = b\nc = f(1)", "2:5", "`f` is already defined on line 1",
      "write `def f2(b) = b`"
    ),
    (
      "def f(a) = a\ninput x = f(1)", "2:11",
      "`f(…)` is computed in the graph and cannot stand here",
      "only numbers and the language's functions can"
    ),
    (
      "def f(a) {\ntrain a using gd(1)\nreturn a\n}\nc = f(1)", "2:1",
      "`train` cannot stand inside a `def`", "move it out of the block"
    ),
    (
      "def f(a) {\nreturn a\nb = 1\n}\nc = f(1)", "3:1", "nothing behind `return` is reached",
      "let `return` be the last line of the `def`"
    ),
    (
      "def f(a) {\nfor i in 1..2 {\nreturn a\n}\n}\nc = f(1)", "3:1",
      "`return` cannot stand inside a loop", "return the last turn's node behind the loop"
    ),
    (
      "for i in 3..1 {\nb = i\n}\nc = 1", "1:10", "this loop has no turn: 1 is less than 3",
      "both bounds are included: `1..3` has three turns"
    ),
    (
      "for i in 1..2000000 {\nb = i\n}\nc = 1", "1:10",
      "this makes more than 250000 turns of loops and calls of functions", nil
    ),
    ("for i in 1..1.5 {\nb = i\n}\nc = 1", "1:13", "this must be a whole number", nil),
    (
      "n = 3\nfor i in 1..n {\nb = i\n}\nc = 1", "2:13", "an index is a whole number, written out",
      "only whole numbers and `+ - *` can stand here"
    ),
    (
      "for i in 1..3 {\nz = i + [1, 2] + [1, 2, 3]\n}\nc = 1", "2:5",
      "shapes [2] and [3] do not fit together in `add`", nil
    ),
    (
      "for i in 1..3 {\nz = i*2\n}\nc = z", "4:5",
      "`z` is known only inside the loop that defines it on line 1",
      "that of the last turn is `z[3]`"
    ),
    (
      "for i in 1..3 {\nz = i*2\n}\nz = 4", "4:1", "`z` is already defined on line 2",
      "write `z2 = 4`"
    ),
    ("for i in 1..3 {\nz = i*2\n}\nc = z[4]", "4:5", "there is no `z[4]`", nil),
    ("y = 1\nc = y.shape", "2:5", "`y.shape` is no number", nil),
    ("y = [1, 2]\nc = y.shape", "2:5", "`y.shape` is no number", "write `y.shape[0]` for one length"),
    ("y = 1\nc = y.grad", "2:6", "there is no `.grad`", "the only one is `.T`, the transpose"),
    ("y = 1\nexpect y == 2", "2:10", "`==` compares inside expressions: a value is claimed by `=`", "write `=`"),
    ("y = 1\nexpect 0 < y < 2", "2:14", "a claim has one relation", "write a second `expect` for the other"),
    ("param w = 1\ny = w\nexpect ∇y = 1", "3:8", "`∇y` does not say by what", "write for example `dy/dw`"),
    ("param w = 1\ny = w\nexpect d³y/dw³ = 0", "3:8", "`d³`: derivatives are the first or the second", nil),
    (
      "param w = 1\ny = w\nexpect d²y/dw = 0", "3:12", "a second derivative names what it is by twice",
      "write `∂²y/∂w²`, or for example `∂²y/∂a∂b`"
    ),
    (
      "param a = 1\nparam b = 1\nparam adb = 1\nparam bdb = 1\ny = a + b + adb + bdb\nexpect d²y/dadbdb = 0", "6:12",
      "`adbdb` can be split in two ways", "write `∂²y/∂a∂bdb` or `∂²y/∂adb∂b`"
    ),
    (
      "param w = [1, 2]\ny = w*w\nexpect d²y/dw² = 0", "3:10",
      "second derivatives are of one number, but `y` has shape [2]", "name an entry of it"
    ),
    (
      "param w = zeros(65)\nloss y = sum(w)\nexpect d²y/dw² = 0", "3:8",
      "second derivatives are by at most 64 numbers at a time", "name entries"
    ),
    (
      "param w = 1\ny = w\nexpect lr = 0.1", "3:8", "`lr` is the learning rate of an update",
      "say which: `after 1 step` is the first"
    ),
    (
      "param w = 1\nloss y = w\ntrain \"a\" y using gd(lr=1)\nexpect y = 1 in \"a\"", "4:17",
      "a claim about a run is about its state after some steps", "write for example `after 10 steps in \"a\"`"
    ),
    (
      "param w = 1\nloss y = w\nexpect y = 1 after 1 step", "3:1",
      "there is no `train` line, so there are no steps", "add for example `train y using gd(lr=0.1), steps=10`"
    ),
    ("param w = 1\ny = w\nexpect y = 1 ± w", "3:16", "only numbers can stand here, not `w`", nil),
    ("param w = 1\ny = w\nexpect y = 1 ± dy/dw", "3:16", "only numbers can stand here, not `dy/dw`", nil),
    (
      "param w = 1\ny = w\nexpect y", "3:9", "expected `=`, `≈`, `<`, `>`, `≤` or `≥`, found the end of the file", nil
    ),
    ("param w = [1, 2]\ny = w\nexpect y[2] = 1", "3:10", "there is no entry 2: the entries are 0 to 1", nil),
    ("y = 1\nexpect dy/dz = 2", "2:12", "there is no `z`", nil),
    ("input x = csv(\"a.csv\")", "1:15", "`a.csv` cannot be read: no files can be read here", nil),
    ("y = 1e400", "1:5", "`1e400` is too large a number", "the largest is about `1.8e308`"),
    ("y = x\u{200E}", "1:6", "the character U+200E means nothing here", nil),
    (
      "y = concat([[1], [2]])", "1:5", "`concat` takes its operands one by one, not as a list",
      "write `concat([1], [2])`"
    ),
    ("y = softmax([1, 2], 0)", "1:5", "the axis of `softmax` is written `axis=`", "write `softmax([1, 2], axis=0)`"),
    ("y = softmax([1, 2], axis=1)", "1:26", "there is no axis 1: the axes are 0 to 0", nil),
    ("y = layer_norm(3)", "1:5", "there is no axis -1: this is one number", nil),
    ("y = layer_norm([1, 2], eps=-1)", "1:28", "`eps` takes a number from 0 on, not -1", nil),
    (
      "y = layer_norm([1, 2], gain=[1, 2, 3])", "1:29", "shapes [2] and [3] do not fit together in `multiply`", nil
    ),
    (
      "y = rms_norm([1, 2], gain=[[1], [2]])", "1:27", "shapes [2] and [2, 1] do not fit together in `rms_norm`", nil
    ),
    (
      "y = rms_norm([1, 2], 1, 0)", "1:5", "the options of `rms_norm` are written with their names, such as `gain=`",
      "write `rms_norm([1, 2], gain=1, eps=0)`"
    ),
    (
      "y = layer_norm([1, 2], 2)", "1:5",
      "the options of `layer_norm` are written with their names, such as `gain=`",
      "write `layer_norm([1, 2])`"
    ),
    (
      "y = softmax([1, 2], 0.5)", "1:5", "the axis of `softmax` is written `axis=`", "write `softmax([1, 2]/0.5)`"
    ),
    (
      "y = huber(1, 2, 0.5)", "1:5", "the options of `huber` are written with their names, such as `delta=`",
      "write `huber(1, 2, delta=0.5)`"
    ),
    ("y = max(1, 2, 3)", "1:5", "the axis of `max` is written `axis=`", "write `max([1, 2, 3])`"),
    ("y = mean([1, 2], [3, 4])", "1:5", "the axis of `mean` is written `axis=`", nil),
    ("y = [1, 2][[0, 2]]", "1:12", "there is no entry 2: the entries are 0 to 1", nil),
    ("y = [1, 2][[0.5]]", "1:12", "this must be a whole number", nil),
    (
      "a = [1, 2]; y = a[a > 1]", "1:19", "`a > 1` is a condition, and an index is whole numbers",
      "keep the shape with `where(x > 0, x, 0)`"
    ),
    ("y = [1, 2][..., ...]", "1:17", "`...` can stand in an index only once", nil),
    (
      "y = zeros([2, 3, 4])[0, :, [1, 2]]", "1:5", "here NumPy and PyTorch put the axes in different places",
      "index in two steps: `x[0][:, i]`"
    ),
    ("y = inv([[1, 2]])", "1:5", "`inv` needs a square matrix, but here is shape [1, 2]", nil),
    ("y = trace([[1, 2]])", "1:5", "`trace` needs a square matrix, but here is shape [1, 2]", nil),
    ("y = einsum(\"ij,j\", [[1]], [1, 2])", "1:12", "`j` is an axis of 1 and one of 2", nil),
    ("y = einsum(\"i,j->k\", [1], [1, 2])", "1:12", "no operand has the axis `k`", nil),
    ("y = einsum(\"i\", [1], [1, 2])", "1:12", "the letters are for 1 operands, but there are 2", nil),
    (
      "y = cross([1, 2], [3, 4])", "1:5", "shapes [2] and [2] do not fit together in `cross`",
      "both hold vectors with three entries"
    ),
    ("y = norm([1, 2], ord=3)", "1:22", "`ord` takes 1, 2 or `inf`", nil),
    (
      "y = conv1d([[1, 2]], [[1]])", "1:5", "shapes [1, 2] and [1, 1] do not fit together in `conv1d`",
      "the image has shape [channels, length], with a batch in front or without, and the kernel [out, channels, length]"
    ),
    ("y = max_pool1d([[1, 2]], 3)", "1:5", "shape [1, 2] does not fit `max_pool1d`", nil),
    (
      "y = conv1d([[1, 2]], [[[1]]], [1, 2])", "1:31",
      "the bias of `conv1d` holds one number for each map, shape [1], but here is shape [2]", nil
    ),
    ("input x = arange(3, 1)", "1:11", "a tensor without entries has no value", "write at least one entry"),
    ("input x = eye(0)", "1:15", "`n` takes a whole number from 1 to 10000", nil),
    (
      "y = nll([[0, 1]], [1, 0])", "1:5", "shapes [1, 2] and [2] do not fit together in `nll`",
      "the first holds a row of logarithms for each example, the second a class number"
    ),
    ("y = repeat([1], times=2)", "1:5", "`times` of `repeat` is written without its name", "write `repeat([1], 2)`"),
    ("input x = zeros(shape=3)", "1:11", "`shape` of `zeros` is written without its name", "write `zeros(3)`"),
    ("y = flip([1])", "1:5", "`flip` needs `axis=`", "write `flip(x, axis=0)`"),
    ("y = clip(2)", "1:5", "`clip` needs `low=`", "write `clip(x, low=0, high=1)`"),
    ("y = huber(1, 2, delta=0)", "1:23", "`delta` takes a number above 0, not 0", nil),
    (
      "y = bce([1, 2], [1, 0, 1])", "1:5", "shapes [2] and [3] do not fit together in `bce`",
      "both hold one number for each example"
    ),
    ("input x = xavier(2, 3)", "1:11", "a shape is a whole number or a list", "write `xavier([2, 3])`"),
    (
      "input x = normal(3, 1)", "1:11", "the options of `normal` are written with their names, such as `mean=`", nil
    ),
    (
      "y = cross_entropy([[1, 2], [3, 4]], [1, 2, 3])", "1:5",
      "shapes [2, 2] and [3] do not fit together in `cross_entropy`",
      "the target holds class numbers, shape [2], or rows of probabilities, shape [2, 2]"
    ),
    ("y = cross_entropy([1, 2], 2)", "1:27", "there is no class 2: the classes are 0 to 1", nil),
    ("y = cross_entropy([1, 2])", "1:5", "`cross_entropy` takes two operands, not 1", nil),
    (
      "y = mse([1, 2], [1, 2, 3])", "1:5", "shapes [2] and [3] do not fit together in `mse`",
      "both hold one number for each example"
    ),
    ("y = embedding([[1], [2]], [0, -1])", "1:27", "there is no row -1: the rows are 0 to 1", nil),
    ("y = embedding([[1], [2]], 0.5)", "1:27", "a row is a whole number, but here is 0.5", "the rows are 0 to 1"),
    ("y = one_hot(1)", "1:5", "`one_hot` takes class numbers and how many classes there are, not 1", nil),
    ("y = one_hot(1, 0)", "1:16", "`classes` takes a whole number from 1 to 134217728, not 0", nil),
    (
      "y = one_hot(1, 1000000000)", "1:16", "`classes` takes a whole number from 1 to 134217728, not 1000000000", nil
    ),
    ("y = one_hot([0, 3], 3)", "1:13", "there is no class 3: the classes are 0 to 2", nil),
    ("y = dropout(1, p=1)", "1:18", "`p` takes a number from 0 on and below 1, not 1", nil),
    ("y = dropout(1, p=-0.1)", "1:18", "`p` takes a number from 0 on and below 1, not -0.1", nil),
    ("y = dropout(1, seed=0.5)", "1:21", "`seed` takes a whole number", nil),
    ("y = detach(1, 2)", "1:5", "`detach` takes one operand, not 2", nil),
    ("y = a.T.shape; a = 1", "1:8", "there is no `.shape`", "the only one is `.T`, the transpose"),
  ]

  @Test(arguments: errors.indices) func saysWhatIsWrong(_ index: Int) throws {
    let (text, place, message, hint) = ListingTests.errors[index]
    let found = listing(text)
    let first = try #require(found.split(separator: "\n").first.map(String.init))
    #expect(first == "t.flow:\(place): error: \(message)")
    #expect(found.contains("hint:") == (hint != nil), "\(found)")
    if let hint { #expect(found.hasSuffix("  hint: \(hint)\n"), "\(found)") }
    #expect(found.components(of: ": error: ") == 1, "\(found)")
  }

  @Test func columnsCountCharactersAndCaretsStandBelow() {
    // ŷ is two scalars here, 漢 is two columns wide.
    #expect(
      listing("y\u{302} = 漢 + 1") == """
        t.flow:1:5: error: there is no `漢`
          y\u{302} = 漢 + 1
              ^^

        """)
  }

  @Test func aLongLineIsCutAroundTheCaret() {
    let text =
      "y = " + String(repeating: "1 + ", count: 25_000) + "oops"
      + String(repeating: " + 1", count: 1000)
    let lines = listing(text).split(separator: "\n").map(String.init)
    #expect(lines[0] == "t.flow:1:100005: error: there is no `oops`")
    #expect(lines[1].count <= 80 && lines[1].hasPrefix("  …") && lines[1].hasSuffix("…"))
    let caret =
      lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) } ?? 0
    #expect(Array(lines[1])[caret..<(caret + 4)] == ["o", "o", "p", "s"])
    #expect(lines[2].filter { $0 == "^" }.count == 4)
  }

  @Test func aFunctionWithoutBracketsIsCalledInTheHint() {
    let said = listing("input x = 2\ny = 1 + exp x")
    #expect(said.contains("t.flow:2:9: error: the operand of `exp` stands in brackets"))
    #expect(said.contains("hint: write `exp(x)`"))
  }

  @Test func aNameOfAMegabyteIsCutInTheMessage() {
    let said = listing("y = " + String(repeating: "a", count: 1_000_000))
    #expect(said.contains("error: there is no `aaaa"))
    #expect(said.utf8.count < 500)
  }

  @Test func controlCharactersAreShownAsPictures() {
    #expect(listing("y = \u{1B}[31m").contains("y = ␛[31m"))
    #expect(listing("y = \u{1B}[31m").contains("the character U+001B means nothing here"))
    #expect(!listing("y = 1 \u{202E} 2").contains("\u{202E}"))
  }

  @Test func atMostTwentyArePrinted() {
    let text = (1...50).map { "y\($0) = " }.joined(separator: "\n")
    #expect(listing(text).components(of: "error:") == 20)
    #expect(listing(text).hasSuffix("and 30 more errors\n"))
    let noise = String(repeating: "= ;\n", count: 5_000)
    #expect(listing(noise).hasSuffix("and at least 980 more errors\n"))
  }

  @Test func warnings() throws {
    let file = try read("input a = 1\nparam w = 2\nparam v = 3\nu = v*2\nloss L = w²")
    #expect(
      file.warningListing() == """
        t.flow:1:7: warning: `a` is never used
          input a = 1
                ^
        t.flow:3:7: warning: `L` does not depend on the parameter `v`: its gradient is 0
          param v = 3
                ^
        t.flow:4:1: warning: `u` is never used
          u = v*2
          ^

        """)
  }

  @Test func aTensorThatIsMerelyLastHasANote() throws {
    let model = try read("param w = [1, 2]\ny = w*2").model
    #expect(model.output == 2)
    #expect(model.notes == ["`y` has shape [2], so there are no gradients: add `loss y2 = sum(y)`"])
    #expect(try read("param w = [[1]]\nloss y = w*2").model.notes.isEmpty)
  }

  @Test func colourIsOnlyAddedWhenAskedFor() {
    let errors = #expect(throws: FlowErrors.self) {
      try FlowFile.read(FlowSource(name: "t.flow", text: "y = x"))
    }
    #expect(errors?.listing().contains("\u{1B}") == false)
    #expect(errors?.listingParts.contains { $0.text == "error:" && $0.role == .severity(.error) } == true)
  }
}

extension String {
  /// How often `part` occurs.
  func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let found = rest.range(of: part) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }
}

extension Substring {
  fileprivate func range(of part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}
