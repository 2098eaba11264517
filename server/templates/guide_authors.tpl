{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}/guides">Guides in {{NAME}}</a></p>
<h1>Who writes a guide</h1>
<p class="lead">Guides say what research knows and what works in practice. You can ask that people of both sides write each of them together. Guides that are there already stay; their next version has to follow the rule.</p>
{{#SAVED}}<p class="notice" role="status">The rule is saved.</p>{{/SAVED}}
<form method="post" action="{{PATH}}/authors">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label class="check"><input type="checkbox" name="both" value="1"{{#BOTH}} checked{{/BOTH}}> A guide is published only with at least one contributor who practises and one who does research</label>
<button>Save the rule</button>
</form>
