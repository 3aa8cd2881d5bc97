/// A film at one time: a scene, and how far it has come.
public struct Moment: Sendable {
  public let scene: Scene
  public let sceneIndex: Int
  public let beatIndex: Int
  /// Of the beat, 0…1.
  public let progress: Double
  public let emphasis: Emphasis
  /// How many of the film's losses are known by now.
  public let lossCount: Int

  public var beat: Beat? { scene.beats.indices.contains(beatIndex) ? scene.beats[beatIndex] : nil }
  public var caption: String { beat?.caption ?? "" }
}
