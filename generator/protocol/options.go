package protocol

import (
	"strconv"

	"example.com/burin/generator/model"
)

// collectionOptions are the system query options of a collection (OData
// Protocol 4.01, section 11.2), less those that the service does without.
func collectionOptions(l *model.Limits) []*model.Parameter {
	count := model.Rules{Minimum: bound(0)}
	return options([]option{
		{l.NoTop, "$top", "How many objects a page holds at the most.", &model.Schema{Kind: model.Int32, Rules: count}},
		{l.NoSkip, "$skip", "How many objects are passed over.", &model.Schema{Kind: model.Int32, Rules: count}},
		{false, "$skiptoken", "Where the page begins, as the `@odata.nextLink` of the page before says it.", scalar(model.String)},
		{l.NoCount, "$count", "Whether `@odata.count` is wanted.", scalar(model.Boolean)},
		{l.NoFilter, "$filter", "Which objects are wanted.", scalar(model.String)},
		{l.NoSearch, "$search", "What the objects are searched for.", scalar(model.String)},
		{l.NoSort, "$orderby", "The properties to order by, each with an optional asc or desc.", listOf(scalar(model.String))},
		{l.NoSelect, "$select", "The names of the properties wanted; all where it is left out.", listOf(scalar(model.String))},
		{l.NoExpand, "$expand", "The navigation properties whose objects come along.", scalar(model.String)},
	})
}

// callOptions are the system query options of a function that gives a collection
// of objects (section 11.5.4.1.1).
func callOptions(c *model.Call) []*model.Parameter {
	list := collectionOptions(&model.Limits{})
	if !c.Delta {
		return list
	}
	return append(list, options([]option{
		{false, "$deltatoken", "From where on changes are wanted, as the `@odata.deltaLink` of an answer before says it.", scalar(model.String)},
	})...)
}

// entityOptions are the system query options of one entity.
func entityOptions(l *model.Limits) []*model.Parameter {
	return options([]option{
		{l.NoSelect, "$select", "The names of the properties wanted; all where it is left out.", listOf(scalar(model.String))},
		{l.NoExpand, "$expand", "The navigation properties whose objects come along.", scalar(model.String)},
	})
}

// option is a system query option.
type option struct {
	left   bool // the service does without it
	name   string
	doc    string
	schema *model.Schema
}

func options(list []option) (parameters []*model.Parameter) {
	for _, o := range list {
		if !o.left {
			parameters = append(parameters, &model.Parameter{Name: o.name, Doc: model.Doc{Summary: o.doc}, Schema: o.schema})
		}
	}
	return parameters
}

func bound(n int64) *model.Bound { return &model.Bound{Number: strconv.FormatInt(n, 10)} }
