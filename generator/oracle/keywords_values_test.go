package oracle

// The values that the properties of the types with keywords are tried with, right
// and wrong ones.

var setsValues = map[string][]string{
	"numbers":   {`[]`, `[1,2]`, `[1,1.0]`, `[1e2,100]`, `[0,-0]`, `[0.1,1e-1,3]`, `[1,"1"]`, `null`},
	"texts":     {`["a"]`, `["a","A"]`, `["a","a"]`, `["\u0061","a"]`, `[]`, `["é","e\u0301"]`},
	"anything":  {`[1,"1",true,null]`, `[{"a":1,"b":[2]},{"b":[2.0],"a":1}]`, `[{"a":1},{"a":"1"}]`, `[[1,2],[2,1]]`, `[null,null]`, `[true,"true"]`, `["[1]",[1]]`},
	"maybe":     {`null`, `[null,1]`, `[null,null]`, `[1,2,1]`},
	"points":    {`[{"x":1},{"x":2}]`, `[{"x":1},{"x":1,"y":null}]`, `[{"x":1,"y":2},{"y":2.0,"x":1e0}]`, `[{"x":1},{"x":1.0}]`},
	"rows":      {`[[1],[2]]`, `[[1,1]]`, `[[1,2],[2,1],[1,2]]`, `[]`, `[[],[]]`},
	"counts":    {`{"a":1}`, `{"a":1,"b":2}`, `{}`, `{"a":1,"b":2,"c":3}`, `{"a":"x"}`},
	"open":      {`{"a":"x","b":"y"}`, `{"a":"x"}`, `{"a":"x","c":1}`, `{"c":1,"d":2,"e":3}`, `{"a":"x","b":"y","c":1,"d":2}`, `{}`},
	"closed":    {`{"a":"x"}`, `{}`, `{"b":"x","a":"y"}`},
	"yes":       {`true`, `false`, `1`},
	"half":      {`0.5`, `1`, `1.0`, `15e-1`, `2`, `0.25`},
	"most":      {`1`, `1.0`, `2`},
	"exact":     {`0.1`, `1e-1`, `0.10`, `0.2`},
	"mixed":     {`1`, `1.0`, `"one"`, `true`, `null`, `[1,2]`, `[2,1]`, `[1,2.0]`, `{"a":1}`, `{"a":1,"b":2}`, `false`, `"1"`, `{}`},
	"nothing":   {`null`, `1`, `""`, `{}`},
	"untyped":   {`null`, `1`, `{}`},
	"something": {`1`, `null`, `""`},
	"never":     {`"a"`, `null`, `"c"`},
	"scalar":    {`"a"`, `1`, `2.0`, `3`, `"c"`, `true`},
	"word":      {`"a"`, `null`, `"c"`},
	"list":      {`[1,2]`, `[]`, `[1.0,2]`, `[2,1]`, `[1]`},
	"object":    {`{"a":1}`, `{"a":1.0}`, `{"a":2}`, `{}`, `{"a":1,"b":1}`},
	"long":      {`"bb"`, `"a"`, `"ccc"`, `"dddd"`},
}

var paymentValues = map[string][]string{
	"kind":   {`"card"`, `"transfer"`, `"card"`, `"transfer"`, `"cash"`},
	"card":   {`"1"`, `"2"`, `"3"`, `1`},
	"expiry": {`"1"`, `"2"`},
	"iban":   {`"x"`, `"y"`},
	"notes":  {`[]`, `["a"]`},
	"holder": {`"ab"`, `"abc"`, `"a"`, `1`, `null`},
}

var wordsValues = map[string][]string{
	"not":         {`"a"`, `"x"`, `"ax"`},
	"number":      {`1`, `2`, `0`, `-3`, `3.0`},
	"anything":    {`1`, `{}`, `"x"`, `[null]`, `true`},
	"either":      {`"ab"`, `"a"`, `"b"`, `"xbax"`},
	"conditional": {`"s"`, `"sh"`, `"longer"`, `"lo"`, `"short"`, `"é😀"`},
	"never":       {`1`},
}

var listsValues = map[string][]string{
	"some": {`[5]`, `[1,2,9]`, `[]`, `[1]`, `[4.0]`},
	"few":  {`[1,1]`, `[1]`, `[1,2,1.0,1]`, `[1,1,1,1]`, `[]`},
	"none": {`[]`, `[1]`, `[1,1]`, `[2]`},
	"pair": {`[1,2]`, `[1]`, `[]`, `[-1,2]`, `[1,2,3]`, `[1,"2"]`, `["1"]`},
	"row":  {`["a",1,true]`, `["a"]`, `[]`, `[1]`, `["a",1.5]`, `["a",1,true,false]`, `["a",1,1]`},
	"open": {`["a",1,null]`, `[]`, `[1]`, `["a",{}]`},
	"rest": {`["a",1]`, `["a",1,2]`, `["a"]`, `["a",1,"b"]`, `[1]`, `["a",1.5,1]`},
	"tail": {`["a"]`, `["a",true]`, `["a",1]`, `[]`, `[true]`},
}

var mapsValues = map[string][]string{
	"named":     {`{"a":1}`, `{}`, `{"abcde":1}`, `{"A":1}`, `{"a/b":1,"c":2}`, `{"":1}`},
	"patterned": {`{"n":1}`, `{"n1":1,"n2":2}`, `{"n":0}`, `{"x":1}`, `{"n":"1"}`, `{}`},
	"several": {`{"id":"a"}`, `{"id":"a","number":2}`, `{"id":"a","number":1}`, `{"id":"a","n":3,"x-a":{"b":1}}`, `{"id":"a","n":1}`, `{"id":"a","n":"text"}`,
		`{"id":"a","other":true}`, `{"id":"a","other":1}`, `{"n":3}`},
	"rest":   {`{"id":"a"}`, `{"more":true,"extra":1}`, `{"more":true,"extra":"x"}`, `{"more":false,"extra":"x"}`, `{"extra":1}`, `{"more":true,"other":1}`},
	"strict": {`{"id":"a"}`, `{"more":true,"extra":1}`, `{"more":true,"extra":"x"}`, `{"more":false,"extra":1}`, `{"extra":1}`, `{"more":true,"other":1}`},
	"derived": {`{"own":"a","id":"b"}`, `{"own":"a"}`, `{"id":"b"}`, `{"own":"a","id":"b","abcdef":"x"}`, `{"own":"a","id":"b","else":"x"}`, `{"own":"a","id":"b","else":1}`,
		`{"own":"a","id":"b","wrong":"x"}`, `{"own":"a","id":"b","more":true,"extra":1}`, `{"own":"a","id":"b","more":false,"extra":1}`},
	"mixed": {`{"n":1,"t":"a","x":true}`, `{"n":"1"}`, `{"t":1}`, `{"x":1}`, `{}`, `{"n":1.0}`, `{"n":1.5}`},
}

var choicesValues = map[string][]string{
	"code":   {`"a"`, `"abc"`, `"xyz"`, `"x"`, `1`},
	"weak":   {`"abc"`, `3`, `2`, `0`, `1.5`, `true`},
	"one":    {`3`, `5`, `15`, `7`, `-3`, `9.0`},
	"share":  {`-0.5`, `10`, `10.5`, `5`, `0`},
	"lists":  {`[1,2]`, `[1,2,3]`, `[5,6,7]`, `[5]`, `[]`, `[1]`},
	"tables": {`{"a":1,"b":2}`, `{"a":"x"}`, `{"a":"x","b":"y"}`, `{"a":1,"b":"x"}`, `{}`},
	"open":   {`1`, `null`, `"ab"`, `"a"`, `""`, `[]`},
	"alike":  {`{"labels":["a"]}`, `{"labels":[{"name":"a"}]}`, `{"labels":[1]}`, `{"labels":[{"name":1}]}`, `{"labels":["a",1]}`, `{"labels":1}`},
}

var nodeValues = map[string][]string{
	"value":    {`1`},
	"children": {`[]`, `[{"value":1}]`, `[{"best":{"value":1}}]`, `[{"children":[{"best":1}]}]`},
	"best":     {`{}`, `{"value":"x"}`, `{"value":1}`, `{"value":1,"next":{"value":2}}`, `{"value":1,"next":{}}`, `1`},
}
