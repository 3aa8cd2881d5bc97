import Platform

// The C library's, by names that do not collide with the cases of `Primitive`.
@inline(__always) func exponential(_ x: Double) -> Double { exp(x) }
@inline(__always) func logarithm(_ x: Double) -> Double { log(x) }
@inline(__always) func sine(_ x: Double) -> Double { sin(x) }
@inline(__always) func cosine(_ x: Double) -> Double { cos(x) }
@inline(__always) func tangent(_ x: Double) -> Double { tan(x) }
@inline(__always) func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
@inline(__always) func errorFunction(_ x: Double) -> Double { erf(x) }
@inline(__always) func raised(_ x: Double, _ y: Double) -> Double { pow(x, y) }
