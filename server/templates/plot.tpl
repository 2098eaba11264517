{{%AUTOESCAPE context="HTML"}}<figure class="plot-block">
{{DRAWING:x-drawn}}
<div class="scroll" role="region" aria-label="{{TITLE}}" tabindex="0"><table>
<caption>{{TITLE}}</caption>
<thead><tr><th scope="col">{{AXIS}}</th>{{#SERIES}}<th scope="col">{{NAME}}</th>{{/SERIES}}</tr></thead>
<tbody>{{#ROW}}<tr><th scope="row">{{LABEL}}</th>{{#CELL}}<td>{{VALUE}}</td>{{/CELL}}</tr>
{{/ROW}}</tbody>
</table></div>
</figure>
