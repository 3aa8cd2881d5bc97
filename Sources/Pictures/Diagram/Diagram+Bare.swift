extension Diagram {
  /// Structure and looks alone, for snapshots that change only where the graph does: no number that comes of the inputs, and no
  /// derivative, which would change wherever the operator behind it does.
  package var bare: Diagram {
    var bare = self
    bare.isBare = true
    bare.summary = ""
    bare.runs = []
    bare.expectations = []
    bare.chains = []
    for index in boxes.indices {
      bare.boxes[index].gradient = nil
      bare.boxes[index].tooltip = ""
      bare.boxes[index].text.gradientName = nil
      bare.boxes[index].text.gradient = []
      bare.boxes[index].text.mark = nil
      // A literal's number is part of the structure.
      if boxes[index].role != .constant { bare.boxes[index].text.value = [] }
    }
    for index in arrows.indices {
      bare.arrows[index].formula = nil
      bare.arrows[index].asciiFormula = nil
      bare.arrows[index].derivative = nil
      bare.arrows[index].upstream = nil
      bare.arrows[index].contribution = nil
      bare.arrows[index].tooltip = ""
      bare.arrows[index].band = nil
      bare.arrows[index].text = ArrowText()
    }
    return bare
  }
}
