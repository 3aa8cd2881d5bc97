import Testing

@testable import Graphviz

#if os(Linux)
  import Glibc
#endif

/// Skipped where there is no libgvc.
@Suite(.enabled(if: GraphvizRenderer.version != nil)) struct RendererTests {
  @Test func coreRendererDrawsDOT() throws {
    let svg = String(
      decoding: try GraphvizRenderer.core(dot: Array("digraph G { a -> b [label=\"1 < 2\"] }".utf8)), as: UTF8.self)
    #expect(svg.contains("<svg") && svg.contains("1 &lt; 2") && svg.contains("</svg>"))
    #expect(GraphvizRenderer.version?.isEmpty == false)
  }

  @Test func whatIsNoDOTIsASyntaxError() throws {
    for text in ["digraph {", "graph { a -> b }", "", "digraph { a } digraph { b }", "digraph { \"a\0b\" }"] {
      #expect(throws: GraphvizError.self) { try GraphvizRenderer.core(dot: Array(text.utf8)) }
    }
    // And the next call is not disturbed by what was left over.
    let centres = try GraphvizRenderer.centres(dot: Array("graph { 0 [width=1]; 1; {rank=same; 0 -- 1} }".utf8))
    #expect(centres.count == 2 && centres[0] == 36 && centres[1] > 72)
  }

  /// a over b and c, which are linked to d and e the other way round.
  @Test func layersKeepTheirOrderAndTheirRoom() throws {
    let layers = [[4], [1, 0], [2, 3, 5]]
    let sizes = [10, 30, 50, 8, 20, 12]
    let centres = try GraphvizRenderer.centres(
      layers: layers, sizes: sizes, links: [(4, 1, 1), (4, 0, 8), (1, 3, 5), (0, 2, 1), (0, 5, 900)])
    for layer in layers {
      for (a, b) in zip(layer, layer.dropFirst()) {
        #expect(centres[b] - centres[a] >= (sizes[a] + sizes[b]) / 2)
      }
    }
    // What weighs most is straight.
    #expect(centres[0] == centres[5] && centres[0] == centres[4])
    #expect(try GraphvizRenderer.centres(layers: [], sizes: [], links: []).isEmpty)
    // Layers that nothing links, and one item.
    #expect(try GraphvizRenderer.centres(layers: [[0], [1]], sizes: [0, 4], links: []).count == 2)
    #expect(try GraphvizRenderer.centres(layers: [[0]], sizes: [9], links: []).count == 1)
  }

  @Test func manyThreadsGetTheSameBytes() async throws {
    let dot = Array("digraph G { a -> b; a -> c; b -> d; c -> d }".utf8)
    let expected = try GraphvizRenderer.core(dot: dot)
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<16 { group.addTask { try GraphvizRenderer.core(dot: dot) } }
      for try await bytes in group { #expect(bytes == expected) }
    }
  }

  #if os(Linux)
    @Test func noCairoIsLoaded() throws {
      _ = try GraphvizRenderer.core(dot: Array("digraph { a -> b }".utf8))
      let maps = try #require(fopen("/proc/self/maps", "r"))
      defer { fclose(maps) }
      var text: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: 65_536)
      while case let count = fread(&piece, 1, piece.count, maps), count > 0 { text += piece[..<count] }
      let loaded = String(decoding: text, as: UTF8.self)
      #expect(loaded.contains("libgvplugin_dot_layout"))
      for library in ["cairo", "pango", "fontconfig", "freetype"] { #expect(!loaded.contains(library)) }
    }
  #endif
}
