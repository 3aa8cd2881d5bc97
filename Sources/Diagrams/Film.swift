/// Scenes in a row, one for each training step: a pure function of time.
///
/// Scenes are made when they are asked for, and few are kept, so that a film of thousands of steps costs no more than its
/// losses. Later scenes tell the same story faster: the first takes a beat for each event, the k-th a k-th of it.
public struct Film: Sendable {
  /// Of every scene; empty if there is nothing to lose.
  public let losses: [Double]
  /// The number of updates before each scene: 0, 1, 2, … unless the run was thinned.
  public let steps: [Int]
  /// How it ended, in words: `converged after 3 steps: L = 0.006561`; nil without training.
  public let outcome: String?
  /// `adam`; nil without training.
  public let rule: String?
  /// How numbers are written.
  public let text: @Sendable (Double) -> String
  /// When each scene begins, in beats; the last is the film's end.
  private let starts: [Double]
  private let store: SceneStore
  private let measure: @Sendable (Int) -> Scene

  /// - Parameters:
  ///   - durations: of the scenes, in beats, each the end of the scene's last beat.
  ///   - measure: the same scene, of which the texts of beats may be missing; else `scene`.
  ///   - scene: makes a scene; always the same one of the same index.
  public init(
    losses: [Double] = [], steps: [Int], outcome: String? = nil, rule: String? = nil, durations: [Double],
    text: @escaping @Sendable (Double) -> String, measure: (@Sendable (Int) -> Scene)? = nil,
    scene: @escaping @Sendable (Int) -> Scene
  ) {
    precondition(!durations.isEmpty && steps.count == durations.count, "a film has a scene")
    self.losses = losses
    self.steps = steps
    self.outcome = outcome
    self.rule = rule
    self.text = text
    var starts = [0.0]
    for duration in durations { starts.append((starts.last ?? 0) + duration) }
    self.starts = starts
    store = SceneStore(scene)
    self.measure = measure ?? scene
  }

  public var sceneCount: Int { starts.count - 1 }
  /// In beats.
  public var duration: Double { starts[sceneCount] }

  public func scene(_ index: Int) -> Scene { store.scene(min(max(index, 0), sceneCount - 1)) }

  /// When a scene begins; for `sceneCount` the end. Indices beyond are taken as the first and the end.
  public func time(ofScene index: Int) -> Double { starts[min(max(index, 0), sceneCount)] }

  /// The scene that plays at a time. O(log scenes).
  public func sceneIndex(at time: Double) -> Int {
    var low = 0
    var high = sceneCount - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= time { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// What is seen at a time; before the beginning the first picture, after the end the last.
  public func moment(at time: Double) -> Moment {
    let index = sceneIndex(at: time)
    let scene = scene(index)
    let (beat, progress) = scene.beat(at: time - starts[index])
    let emphasis = scene.emphasis(inBeat: beat, progress: progress)
    let output = scene.diagram.boxes.lastIndex { $0.role == .output }
    let isKnown = output.map { emphasis.values[$0] != .hidden } ?? false
    return Moment(
      scene: scene, sceneIndex: index, beatIndex: beat, progress: progress, emphasis: emphasis,
      lossCount: min(index + (isKnown ? 1 : 0), losses.count))
  }

  /// A diagram with the longest texts that any scene writes, by which boxes are measured. Of a long film a selection of
  /// scenes is looked at: the first ones, in which most happens, and others evenly.
  public var widest: Diagram {
    store.widest {
      var widest = scene(0).diagram
      let first = min(sceneCount, Self.measuredScenes)
      let step = max((sceneCount - first) / Self.measuredScenes, 1)
      for index in Array(0..<first) + Array(stride(from: first, to: sceneCount, by: step)) + [sceneCount - 1] {
        widest.widen(by: measure(index))
      }
      return widest
    }
  }

  private static let measuredScenes = 32
}
