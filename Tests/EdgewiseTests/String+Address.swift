import Foundation

extension String {
  /// As the playground's address holds a text: a stored block of deflate, in base64 for addresses.
  var inAddress: String {
    let bytes = Array(utf8)
    let count = [UInt8(bytes.count & 0xff), UInt8(bytes.count >> 8)]
    return Data([1] + count + count.map { ~$0 } + bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
