import Edgewise
import Testing
import XCTest

/// Compares a figure with the snapshot that is kept beside the test, in Swift Testing and in XCTest.
///
/// ```swift
/// @Test func loss() throws {
///   assertGraph(try FlowFile.read("lesson.flow").figure, as: .structure)
/// }
/// ```
///
/// A snapshot is a file `__Snapshots__/TESTFILE/TEST.ENDING`. What is missing is written as a `.new` file beside it, which
/// `edgewise accept FOLDER` takes over; `EDGEWISE_RECORD=missing|failed|all|never` says what is written (`never` where `CI` is set).
/// - Parameters:
///   - figure: what is compared.
///   - format: what it is kept as.
///   - name: tells several snapshots of a test apart.
public func assertGraph(
  _ figure: Figure, as format: SnapshotFormat, named name: String? = nil, function: String = #function,
  fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) {
  let complaint: String?
  do throws(SVGPictureError) {
    let test = function.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let ending =
      (name.map { "." + $0.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined() } ?? "") + "."
      + format.ending
    complaint = snapshotComplaint(
      about: try format.text(of: figure), format, at: "\(test)\(ending)", of: "\(filePath)")
  } catch {
    complaint = "the figure cannot be drawn: \(error)"
  }
  guard let complaint else { return }
  if Test.current != nil {
    let place = SourceLocation(fileID: "\(fileID)", filePath: "\(filePath)", line: Int(line), column: Int(column))
    Issue.record(Comment(rawValue: complaint), sourceLocation: place)
  } else {
    XCTFail(complaint, file: filePath, line: line)
  }
}

/// What is wrong with a text beside its snapshot; nil if nothing is.
func snapshotComplaint(
  about text: String, _ format: SnapshotFormat, at name: String, of testFile: String, recording: Recording = .chosen
) -> String? {
  let path = SnapshotFiles.folder(of: testFile) + "/" + name
  SnapshotFiles.note(name, of: testFile)
  func written(to path: String, _ words: String) -> String {
    SnapshotFiles.save(text, to: path).map { "cannot write \(path): \($0)" } ?? words
  }
  guard let kept = SnapshotFiles.text(at: path) else {
    switch recording {
    case .never: return "there is no snapshot \(name)"
    case .missing, .failed:
      return written(to: path + ".new", "there was no snapshot \(name): look at \(name).new, then `edgewise accept`")
    case .all: return written(to: path, "recorded \(name): look at it, and run the tests again")
    }
  }
  guard kept != text else { return nil }
  if recording == .all { return written(to: path, "recorded \(name): look at it, and run the tests again") }
  let words = "\(name) differs:\n" + format.difference(from: kept, to: text, name: name)
  return recording == .failed
    ? written(to: path + ".new", words + "\nlook at \(name).new, then `edgewise accept`") : words
}
