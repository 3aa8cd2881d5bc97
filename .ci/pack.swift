// Packs the engine for a page. `pack streams`: a module from the input, made ready for gzip; `pack letters`: bytes from the
// input as a script's string, with their count.
//
// Bytes of one kind stand together, which gzip finds a quarter smaller than instruction after instruction: opcodes, offsets, constants,
// calls … Locals are written as their places in a list of those used last, addresses as differences. An opcode has one byte, as
// have the most frequent pairs of an opcode and its operand. `unpacked` in engine.js gives back the very module.
#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

func refuse(_ reason: String) -> Never {
  let line = Array("pack: \(reason)\n".utf8)
  _ = write(2, line, line.count)
  exit(65)
}

func input() -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = read(0, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
  return bytes
}

func give(_ bytes: [UInt8]) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
    guard count > 0 else { refuse("cannot write") }
    rest = rest.dropFirst(count)
  }
}

/// As WebAssembly writes numbers: seven bits a byte, the lowest first.
func written(_ number: Int) -> [UInt8] {
  number < 128 ? [UInt8(number)] : [UInt8(number & 127 | 128)] + written(number >> 7)
}

/// What a symbol of the packed code stands for: bytes of the module, and how its operand is read.
struct Symbol: Hashable {
  enum Rule: UInt8 {
    case whole, number, twoNumbers, branches, fourBytes, address, local, knownLocal, eightBytes
  }
  var rule: Rule
  var stream: Int
  var bytes: [UInt8]
}

enum Stream: Int, CaseIterable {
  case module, symbols, declarations, got, set, kept, loaded, stored, constant, address, long, called, branch, other
}

struct Packer {
  let module: [UInt8]
  var place = 8
  var streams = [[UInt8]](repeating: [], count: Stream.allCases.count)
  var functions = 0
  /// The symbol without its operand, the one with it, and the operand.
  var code: [(bare: Symbol, whole: Symbol?, operand: [UInt8])] = []
  /// The locals of a function, those used last in front.
  var order: [Int] = []
  var lastAddress = 0

  /// What lies from there on is data; the stack is below.
  static let firstAddress = 4_194_304
  /// More of them leave too little for gzip to find.
  static let pairs = 24

  mutating func number() -> Int {
    var (value, shift) = (0, 0)
    while true {
      let byte = module[place]
      place += 1
      value |= Int(byte & 127) << shift
      shift += 7
      if byte < 128 { return value }
    }
  }

  /// The bytes of as many numbers.
  mutating func numbers(_ count: Int = 1) -> [UInt8] {
    let start = place
    for _ in 0..<count { _ = number() }
    return Array(module[start..<place])
  }

  mutating func packed() -> [UInt8] {
    streams[Stream.module.rawValue] += module[..<8]
    while place < module.count {
      let start = place
      let section = module[place]
      place += 1
      let length = number()
      let end = place + length
      if section == 10 {
        functions = number()
        streams[Stream.module.rawValue] += module[start..<place]
        let front = streams[Stream.module.rawValue].count
        for _ in 0..<functions { packFunction() }
        streams[Stream.module.rawValue] += module[end...]
        return assembled(front)
      }
      streams[Stream.module.rawValue] += module[start..<end]
      place = end
    }
    refuse("no code in the module")
  }

  mutating func packFunction() {
    let end = number() + place
    let start = place
    let groups = number()
    guard groups < 128 else { refuse("a function with \(groups) kinds of locals") }
    for _ in 0..<groups {
      _ = number()
      place += 1
    }
    streams[Stream.declarations.rawValue] += module[start..<place]
    order = []
    while place < end { packInstruction() }
  }

  mutating func packInstruction() {
    let opcode = module[place]
    place += 1
    func add(_ rule: Symbol.Rule, _ stream: Stream, _ front: [UInt8], _ operand: [UInt8], isPair: Bool = true) {
      let whole = Symbol(rule: .whole, stream: 0, bytes: front + operand)
      code.append((Symbol(rule: rule, stream: stream.rawValue, bytes: front), isPair ? whole : nil, operand))
    }
    switch opcode {
    case 0x02, 0x03, 0x04, 0x23, 0x24: add(.number, .other, [opcode], numbers())
    case 0x0c, 0x0d: add(.number, .branch, [opcode], numbers())
    case 0x0e:
      let count = number()
      add(.branches, .other, [opcode], written(count) + numbers(count + 1), isPair: false)
    case 0x10: add(.number, .called, [opcode], numbers())
    case 0x11: add(.twoNumbers, .other, [opcode], numbers(2), isPair: false)
    case 0x1c: refuse("a selection with its type")
    case 0x20...0x22:
      let local = number()
      while order.count <= local { order.append(order.count) }
      let rank = order.firstIndex(of: local) ?? 0
      order.remove(at: rank)
      order.insert(local, at: 0)
      let stream: Stream = opcode == 0x20 ? .got : opcode == 0x21 ? .set : .kept
      let pair = rank < 128 ? Symbol(rule: .knownLocal, stream: 0, bytes: [opcode, UInt8(rank)]) : nil
      code.append((Symbol(rule: .local, stream: stream.rawValue, bytes: [opcode]), pair, written(rank)))
    case 0x28...0x3e:
      let alignment = numbers()
      add(.number, opcode < 0x36 ? .loaded : .stored, [opcode] + alignment, numbers())
    case 0x3f, 0x40: add(.whole, .module, [opcode, module[place]], [], isPair: false); place += 1
    case 0x41:
      let start = place
      let value = number()
      // Positive, and of as few bytes as it needs.
      guard value >= Self.firstAddress, value < 1 << 27, place - start == 4 else {
        place = start
        return add(.number, .constant, [opcode], numbers())
      }
      let step = value - lastAddress
      lastAddress = value
      add(.address, .address, [opcode], written(step < 0 ? -2 * step - 1 : 2 * step), isPair: false)
    case 0x42: add(.number, .long, [opcode], numbers())
    case 0x43, 0x44:
      let count = opcode == 0x43 ? 4 : 8
      let bytes = Array(module[place..<place + count])
      add(count == 4 ? .fourBytes : .eightBytes, .other, [opcode], bytes, isPair: false)
      place += count
    case 0xfc:
      let kind = numbers()
      let count = kind == [10] ? 2 : kind == [11] ? 1 : 0
      guard kind[0] < 8 || count > 0 else { refuse("instruction 0xfc \(kind)") }
      add(.whole, .module, [opcode] + kind + module[place..<place + count], [], isPair: false)
      place += count
    case 0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b, 0x45...0xc4: add(.whole, .module, [opcode], [], isPair: false)
    default: refuse("instruction \(opcode)")
    }
  }

  /// What the reader needs first, the symbols, the lengths of the streams, the streams.
  func assembled(_ front: Int) -> [UInt8] {
    var counts: [Symbol: Int] = [:]
    for instruction in code { if let whole = instruction.whole { counts[whole, default: 0] += 1 } }
    func comesFirst(_ a: Symbol, _ b: Symbol) -> Bool {
      a.rule != b.rule ? a.rule.rawValue < b.rule.rawValue : a.bytes.lexicographicallyPrecedes(b.bytes)
    }
    let frequent = counts.sorted { $0.value != $1.value ? $0.value > $1.value : comesFirst($0.key, $1.key) }
    let symbols = Set(frequent.prefix(Self.pairs).map(\.key) + code.map(\.bare)).sorted(by: comesFirst)
    guard symbols.count <= 256 else { refuse("\(symbols.count) symbols") }
    let numbers = Dictionary(uniqueKeysWithValues: symbols.enumerated().map { ($1, UInt8($0)) })
    var streams = streams
    for (bare, whole, operand) in code {
      if let whole, let number = numbers[whole] {
        streams[Stream.symbols.rawValue].append(number)
      } else if let number = numbers[bare] {
        streams[Stream.symbols.rawValue].append(number)
        streams[bare.stream] += operand
      }
    }
    var output = [module.count, front, functions, symbols.count].flatMap(written)
    for symbol in symbols {
      output += [symbol.rule.rawValue, UInt8(symbol.stream), UInt8(symbol.bytes.count)] + symbol.bytes
    }
    output += written(streams.count) + streams.flatMap { written($0.count) }
    return output + streams.joined()
  }
}

/// Seven bytes are eight letters of seven bits. Those that would end a string or a script, or be read as others, make one
/// letter of two bytes with the next.
func letters(of bytes: [UInt8]) -> [UInt8] {
  var output = Array("const edgewiseCount=\(bytes.count),edgewiseText=\"".utf8)
  let apart: [UInt8] = [0, 10, 13, 34, 60, 92]
  var held: Int?
  func put(_ bits: Int) {
    if let place = held {
      let code = 256 + place * 128 + bits
      output += [UInt8(192 + code / 64), UInt8(128 + code % 64)]
      held = nil
    } else {
      held = apart.firstIndex(of: UInt8(bits))
      if held == nil { output.append(UInt8(bits)) }
    }
  }
  var (rest, count) = (0, 0)
  for byte in bytes {
    rest = (rest << 8 | Int(byte)) & 0x7fff
    count += 8
    while count >= 7 {
      count -= 7
      put(rest >> count & 127)
    }
  }
  if count > 0 { put(rest << (7 - count) & 127) }
  if held != nil { put(0) }
  return output + Array("\"\n".utf8)
}

switch CommandLine.arguments.dropFirst() {
case ["streams"]:
  var packer = Packer(module: input())
  give(packer.packed())
case ["letters"]: give(letters(of: input()))
default: refuse("streams, or letters")
}
