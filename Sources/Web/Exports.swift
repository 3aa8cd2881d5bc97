#if arch(wasm32)
  import FlowLanguage
  import Platform

  // What JavaScript may call. Bytes go in by an address and a count, in memory that the page asks for and frees. A reply is the
  // address of a status (0, or 1 where the bytes are words about what is wrong), a count and the bytes; the page frees it.

  @_expose(wasm, "edgewise_allocate")
  @_cdecl("edgewise_allocate")
  func allocate(_ count: Int32) -> UnsafeMutableRawPointer {
    UnsafeMutableRawPointer.allocate(byteCount: max(Int(count), 1), alignment: 8)
  }

  @_expose(wasm, "edgewise_free")
  @_cdecl("edgewise_free")
  func free(_ memory: UnsafeMutableRawPointer) { memory.deallocate() }

  /// Gives the bytes of a table, for the `csv("…")` of this path.
  @_expose(wasm, "edgewise_table")
  @_cdecl("edgewise_table")
  func table(_ path: UnsafeRawPointer, _ pathCount: Int32, _ bytes: UnsafeRawPointer, _ count: Int32) {
    let table = Array(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
    let path = text(path, pathCount)
    given.withLock { $0[path] = table }
  }

  @_expose(wasm, "edgewise_json")
  @_cdecl("edgewise_json")
  func json(_ flow: UnsafeRawPointer, _ count: Int32, _ settings: UnsafeRawPointer, _ settingsCount: Int32)
    -> UnsafeMutableRawPointer
  { reply(.json, flow, count, settings, settingsCount) }

  @_expose(wasm, "edgewise_dot")
  @_cdecl("edgewise_dot")
  func dot(_ flow: UnsafeRawPointer, _ count: Int32, _ settings: UnsafeRawPointer, _ settingsCount: Int32)
    -> UnsafeMutableRawPointer
  { reply(.dot, flow, count, settings, settingsCount) }

  @_expose(wasm, "edgewise_text")
  @_cdecl("edgewise_text")
  func terminalText(_ flow: UnsafeRawPointer, _ count: Int32, _ settings: UnsafeRawPointer, _ settingsCount: Int32)
    -> UnsafeMutableRawPointer
  { reply(.text, flow, count, settings, settingsCount) }

  @_expose(wasm, "edgewise_svg")
  @_cdecl("edgewise_svg")
  func svg(_ flow: UnsafeRawPointer, _ count: Int32, _ settings: UnsafeRawPointer, _ settingsCount: Int32)
    -> UnsafeMutableRawPointer
  { reply(.svg, flow, count, settings, settingsCount) }

  @_expose(wasm, "edgewise_tikz")
  @_cdecl("edgewise_tikz")
  func tikz(_ flow: UnsafeRawPointer, _ count: Int32, _ settings: UnsafeRawPointer, _ settingsCount: Int32)
    -> UnsafeMutableRawPointer
  { reply(.tikz, flow, count, settings, settingsCount) }

  @_expose(wasm, "edgewise_mermaid")
  @_cdecl("edgewise_mermaid")
  func mermaid(_ flow: UnsafeRawPointer, _ count: Int32, _ settings: UnsafeRawPointer, _ settingsCount: Int32)
    -> UnsafeMutableRawPointer
  { reply(.mermaid, flow, count, settings, settingsCount) }

  /// A recording of a terminal of 80×24.
  @_expose(wasm, "edgewise_cast")
  @_cdecl("edgewise_cast")
  func cast(_ flow: UnsafeRawPointer, _ count: Int32, _ settings: UnsafeRawPointer, _ settingsCount: Int32)
    -> UnsafeMutableRawPointer
  { reply(.cast, flow, count, settings, settingsCount) }

  @_expose(wasm, "edgewise_explain")
  @_cdecl("edgewise_explain")
  func explain(_ flow: UnsafeRawPointer, _ count: Int32, _ settings: UnsafeRawPointer, _ settingsCount: Int32)
    -> UnsafeMutableRawPointer
  { reply(.explanation, flow, count, settings, settingsCount) }

  /// JSON: the drawing, the leaves and runs, and what is wrong with the text.
  @_expose(wasm, "edgewise_figure")
  @_cdecl("edgewise_figure")
  func figure(_ flow: UnsafeRawPointer, _ count: Int32, _ settings: UnsafeRawPointer, _ settingsCount: Int32)
    -> UnsafeMutableRawPointer
  {
    answer { () throws(Output.Refusal) in
      PageFigure.bytes(of: text(flow, count), settings: text(settings, settingsCount), tables: tables)
    }
  }

  /// JSON: when the training steps of the film begin, and how the loss went.
  @_expose(wasm, "edgewise_film")
  @_cdecl("edgewise_film")
  func film(_ flow: UnsafeRawPointer, _ count: Int32, _ settings: UnsafeRawPointer, _ settingsCount: Int32)
    -> UnsafeMutableRawPointer
  {
    answer { () throws(Output.Refusal) in
      try PageFilm.bytes(of: text(flow, count), settings: text(settings, settingsCount), tables: tables)
    }
  }

  /// JSON: the drawing and the beats of one of them.
  @_expose(wasm, "edgewise_timeline")
  @_cdecl("edgewise_timeline")
  func timeline(
    _ flow: UnsafeRawPointer, _ count: Int32, _ settings: UnsafeRawPointer, _ settingsCount: Int32, _ index: Int32
  ) -> UnsafeMutableRawPointer {
    answer { () throws(Output.Refusal) in
      try PageFilm.bytes(
        ofTimeline: Int(index), of: text(flow, count), settings: text(settings, settingsCount), tables: tables)
    }
  }

  /// JSON: how a box comes to its numbers in one of them.
  @_expose(wasm, "edgewise_box")
  @_cdecl("edgewise_box")
  func box(
    _ flow: UnsafeRawPointer, _ count: Int32, _ settings: UnsafeRawPointer, _ settingsCount: Int32, _ index: Int32,
    _ box: Int32
  ) -> UnsafeMutableRawPointer {
    answer { () throws(Output.Refusal) in
      try PageFilm.bytes(
        ofBox: Int(box), inTimeline: Int(index), of: text(flow, count), settings: text(settings, settingsCount),
        tables: tables)
    }
  }

  /// The tables that the page gave, by path.
  private let given = Guarded<[String: [UInt8]]>([:])

  private let tables = TableSource { path throws(TableError) in
    guard let bytes = given.withLock({ $0[path] }) else {
      throw TableError(reason: "the page has no such table", isMissing: true)
    }
    return bytes
  }

  private func text(_ bytes: UnsafeRawPointer, _ count: Int32) -> String {
    String(decoding: UnsafeRawBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
  }

  private func reply(
    _ output: Output, _ flow: UnsafeRawPointer, _ count: Int32, _ settings: UnsafeRawPointer, _ settingsCount: Int32
  ) -> UnsafeMutableRawPointer {
    answer { () throws(Output.Refusal) in
      try output.bytes(of: text(flow, count), settings: text(settings, settingsCount), tables: tables)
    }
  }

  private func answer(_ make: () throws(Output.Refusal) -> [UInt8]) -> UnsafeMutableRawPointer {
    let bytes: [UInt8]
    var status: Int32 = 0
    do throws(Output.Refusal) {
      bytes = try make()
    } catch {
      status = 1
      bytes = Array(error.words.utf8)
    }
    let reply = allocate(Int32(bytes.count) + 8)
    reply.storeBytes(of: status, as: Int32.self)
    reply.storeBytes(of: Int32(bytes.count), toByteOffset: 4, as: Int32.self)
    bytes.withUnsafeBytes {
      (reply + 8).copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(reply), byteCount: $0.count)
    }
    return reply
  }
#endif
